package io.netledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The tree as RFC 9162 has it, and that its proofs prove nothing but the truth. */
class MerkleTest {

  private static final int LARGEST = 40;

  private final MerkleHash hash = new MerkleHash();
  private final List<Hash> events = events(LARGEST);
  private final MerkleTree tree = new MerkleTree(this::subtree);

  @Test
  void isTheTreeOfTheRfc() {
    Hash d0 = hash.leaf(events.get(0));
    Hash d1 = hash.leaf(events.get(1));
    Hash d2 = hash.leaf(events.get(2));
    assertThat(tree.root(0))
        .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(tree.root(1)).isEqualTo(d0);
    assertThat(tree.root(3)).isEqualTo(hash.node(hash.node(d0, d1), d2));
    assertThat(tree.inclusion(2, 3)).containsExactly(hash.node(d0, d1));
    assertThat(tree.consistency(2, 3)).containsExactly(d2);
  }

  @Test
  void aFrontierHasTheSameRoots() {
    Frontier frontier = Frontier.atBeginning();
    for (int size = 0; size <= LARGEST; size++) {
      assertThat(frontier.root()).as("size %d", size).isEqualTo(tree.root(size));
      Frontier resumed = Frontier.after(size, tree.peaks(size));
      for (int i = size; i < LARGEST; i++) {
        resumed.add(events.get(i));
      }
      assertThat(resumed.root()).as("from %d on", size).isEqualTo(tree.root(LARGEST));
      if (size < LARGEST) {
        frontier.add(events.get(size));
      }
    }
    assertThatThrownBy(() -> Frontier.after(3, List.of()))
        .hasMessage("0 subtrees; a tree of 3 leaves has 2");
  }

  @Test
  void everyLeafIsProvedAndNoOther() {
    for (int size = 1; size <= LARGEST; size++) {
      Hash root = tree.root(size);
      for (int leaf = 0; leaf < size; leaf++) {
        List<Hash> path = tree.inclusion(leaf, size);
        assertThat(MerkleProof.isIncluded(events.get(leaf), leaf, size, path, root)).isTrue();
        Hash other = events.get((leaf + 1) % LARGEST);
        assertThat(MerkleProof.isIncluded(other, leaf, size, path, root)).isFalse();
        assertThat(MerkleProof.isIncluded(events.get(leaf), leaf + 1, size, path, root)).isFalse();
        for (List<Hash> spoiled : spoiled(path)) {
          assertThat(MerkleProof.isIncluded(events.get(leaf), leaf, size, spoiled, root)).isFalse();
        }
      }
    }
  }

  @Test
  void everyBeginningIsProvedAndNoOther() {
    for (int size = 0; size <= LARGEST; size++) {
      Checkpoint after = checkpoint(size, tree.root(size));
      for (int before = 0; before <= size; before++) {
        List<Hash> proof = tree.consistency(before, size);
        assertThat(MerkleProof.isExtension(checkpoint(before, tree.root(before)), after, proof))
            .as("%d in %d", before, size)
            .isTrue();
        assertThat(MerkleProof.isExtension(checkpoint(before, Hash.NONE), after, proof)).isFalse();
        for (List<Hash> spoiled : spoiled(proof)) {
          assertThat(MerkleProof.isExtension(checkpoint(before, tree.root(before)), after, spoiled))
              .isFalse();
        }
      }
    }
  }

  /** One hash changed, dropped or added. */
  private static List<List<Hash>> spoiled(List<Hash> proof) {
    List<List<Hash>> spoiled = new ArrayList<>();
    for (int i = 0; i < proof.size(); i++) {
      List<Hash> changed = new ArrayList<>(proof);
      changed.set(i, Hash.NONE);
      spoiled.add(changed);
      List<Hash> dropped = new ArrayList<>(proof);
      dropped.remove(i);
      spoiled.add(dropped);
    }
    List<Hash> longer = new ArrayList<>(proof);
    longer.add(Hash.NONE);
    spoiled.add(longer);
    return spoiled;
  }

  private Hash subtree(int level, long position) {
    return level == 0
        ? hash.leaf(events.get((int) position))
        : hash.node(subtree(level - 1, 2 * position), subtree(level - 1, 2 * position + 1));
  }

  private static Checkpoint checkpoint(long size, Hash root) {
    return new Checkpoint("netledger/test", size, root);
  }

  private static List<Hash> events(int count) {
    var random = new SplittableRandom(9162);
    List<Hash> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[Hash.LENGTH];
      random.nextBytes(bytes);
      events.add(new Hash(bytes));
    }
    return events;
  }
}
