package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.MessageWriter;
import java.util.Optional;

/**
 * One step of a rule: it loads a register, compares one, or decides. {@link Rule} builds lists of
 * them.
 *
 * <p>Registers are numbers: 1 to 4 hold 16 bytes each, 8 to 23 are the same room in pieces of 4
 * bytes.
 */
public sealed interface Expression {

  /** The kernel's word for it. */
  String name();

  /** Writes what goes into NFTA_EXPR_DATA. */
  void encode(MessageWriter data);

  /** Writes an attribute of type {@code type} that holds a value. */
  private static void holding(MessageWriter data, int type, Datum value) {
    data.nested(type, it -> it.bytes(Verdict.NFTA_DATA_VALUE, value.bytes()));
  }

  /** Loads what the kernel knows beside the packet. */
  record Meta(Field field, int register) implements Expression {

    /** NFT_META_… */
    public enum Field {
      MARK(3),
      IIF(4),
      IIFNAME(6),
      OIFNAME(7),
      NFPROTO(15),
      L4PROTO(16);

      private final int number;

      Field(int number) {
        this.number = number;
      }
    }

    @Override
    public String name() {
      return "meta";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register).big32(2, field.number); // NFTA_META_DREG, _KEY
    }
  }

  /** Loads bytes of the packet. */
  record Payload(Base base, int offset, int length, int register) implements Expression {

    /** Counted from which header; the numbers are NFT_PAYLOAD_… */
    public enum Base {
      LINK(0),
      NETWORK(1),
      TRANSPORT(2);

      private final int number;

      Base(int number) {
        this.number = number;
      }
    }

    @Override
    public String name() {
      return "payload";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register) // NFTA_PAYLOAD_DREG
          .big32(2, base.number)
          .big32(3, offset)
          .big32(4, length);
    }
  }

  /** Loads what connection tracking knows. */
  record Conntrack(Key key, int register) implements Expression {

    /** NFT_CT_… */
    public enum Key {
      STATE(0),
      DIRECTION(1),
      STATUS(2),
      MARK(3);

      private final int number;

      Key(int number) {
        this.number = number;
      }
    }

    @Override
    public String name() {
      return "ct";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register).big32(2, key.number); // NFTA_CT_DREG, _KEY
    }
  }

  /**
   * Loads the kind of the destination address as the routing table sees it (RTN_…, 4 bytes, host
   * order).
   */
  record DestinationKind(int register) implements Expression {
    @Override
    public String name() {
      return "fib";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register).big32(2, 3).big32(3, 2); // DREG, RESULT_ADDRTYPE, F_DADDR
    }
  }

  /**
   * Loads a number from 0 on below {@code modulus}, 4 bytes, host order.
   *
   * @param random any; else the next one
   */
  record Draw(boolean random, int modulus, int register) implements Expression {
    @Override
    public String name() {
      return "numgen";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register).big32(2, modulus).big32(3, random ? 1 : 0); // DREG, _MODULUS, _TYPE
    }
  }

  /** Loads a number below {@code modulus} that follows from what is in registers (jhash). */
  record Hash(int from, int length, int modulus, int seed, int register) implements Expression {
    @Override
    public String name() {
      return "hash";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, from).big32(2, register).big32(3, length); // NFTA_HASH_SREG, _DREG, _LEN
      data.big32(4, modulus).big32(5, seed); // NFTA_HASH_MODULUS, _SEED
    }
  }

  /** Loads a constant. */
  record Constant(int register, Datum value) implements Expression {
    @Override
    public String name() {
      return "immediate";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register); // NFTA_IMMEDIATE_DREG
      holding(data, 2, value);
    }
  }

  /** Decides. */
  record Decide(Verdict verdict) implements Expression {
    @Override
    public String name() {
      return "immediate";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, 0).nested(2, verdict::encode); // into NFT_REG_VERDICT
    }
  }

  /** Leaves the rule unless the register equals, or differs from, the value. */
  record Compare(int register, boolean equal, Datum value) implements Expression {
    @Override
    public String name() {
      return "cmp";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register).big32(2, equal ? 0 : 1); // NFTA_CMP_SREG, NFT_CMP_EQ or _NEQ
      holding(data, 3, value);
    }
  }

  /** {@code register = register & mask}. */
  record Mask(int register, Datum mask) implements Expression {
    @Override
    public String name() {
      return "bitwise";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, register).big32(2, register).big32(3, mask.length()); // SREG, DREG, LEN
      holding(data, 4, mask);
      holding(data, 5, mask.zeros());
    }
  }

  /**
   * Looks a key up. A set: leaves the rule unless it is there (or is not, if {@code inverted}). A
   * map: loads the value. A verdict map: decides.
   *
   * @param into register for the value; 0 decides; empty: a set
   */
  record Lookup(String set, int register, Optional<Integer> into, boolean inverted)
      implements Expression {
    @Override
    public String name() {
      return "lookup";
    }

    @Override
    public void encode(MessageWriter data) {
      data.text(1, set).big32(2, register); // NFTA_LOOKUP_SET, _SREG
      into.ifPresent(target -> data.big32(3, target));
      if (inverted) {
        data.big32(5, 1); // NFTA_LOOKUP_FLAGS, NFT_LOOKUP_F_INV
      }
    }
  }

  /** Counts packets and bytes. */
  record Counter() implements Expression {
    @Override
    public String name() {
      return "counter";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big64(1, 0).big64(2, 0); // NFTA_COUNTER_BYTES, _PACKETS
    }
  }

  /** The sender becomes an address of the link the packet leaves by. */
  record Masquerade() implements Expression {
    @Override
    public String name() {
      return "masq";
    }

    @Override
    public void encode(MessageWriter data) {}
  }

  /**
   * The sender (source) or receiver becomes another.
   *
   * @param addressRegister holds the new address
   * @param portRegister holds the new port; 0: the port stays
   */
  record Nat(boolean source, Family family, int addressRegister, int portRegister)
      implements Expression {
    @Override
    public String name() {
      return "nat";
    }

    @Override
    public void encode(MessageWriter data) {
      data.big32(1, source ? 0 : 1) // NFTA_NAT_TYPE: NFT_NAT_SNAT, _DNAT
          .big32(2, family.number())
          .big32(3, addressRegister);
      if (portRegister != 0) {
        data.big32(5, portRegister);
      }
    }
  }
}
