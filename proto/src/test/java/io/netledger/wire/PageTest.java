package io.netledger.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void aTokenLeadsToTheNextPageOfTheSameCall() {
    String token = new PageToken("ListNetworks[]", 12, "web 1").toString();

    Page page = Page.of(0, token, "ListNetworks[]");

    assertThat(page.size()).isEqualTo(100);
    assertThat(page.revision()).hasValue(12L);
    assertThat(page.cursor()).hasValue("web 1");
    assertThat(Page.of(7, "", "ListNetworks[]").cursor()).isEmpty();
  }

  @Test
  void aTokenOfAnotherCallOrByHandIsRefused() {
    String token = new PageToken("ListNetworks[]", 12, "web").toString();

    for (String word : List.of("x", "!!!", token + "A", token.substring(1), "x".repeat(10_000))) {
      refused(Reason.PAGE_TOKEN_INVALID, () -> Page.of(0, word, "ListNetworks[]"));
    }
    refused(Reason.PAGE_TOKEN_INVALID, () -> Page.of(0, token, "ListNetworks[driver=bridge]"));
  }

  @Test
  void aSizeOutOfRangeIsRefused() {
    refused(Reason.INVALID_ARGUMENT, () -> Page.of(-1, "", "ListNetworks"));
    refused(Reason.INVALID_ARGUMENT, () -> Page.of(1_001, "", "ListNetworks"));
  }

  @Test
  void aFilterTakesAlternativesOfAKeyAndAllKeys() {
    Filter filter = Filter.parse(List.of("driver=bridge", "driver=none", "name=a=b"), KEYS);

    assertThat(filter.allows("driver", "none"::equals)).isTrue();
    assertThat(filter.allows("driver", "host"::equals)).isFalse();
    assertThat(filter.allows("id", "anything"::equals)).isTrue();
    assertThat(filter.values("name")).containsExactly("a=b");
  }

  @Test
  void aFilterWithoutAKnownKeyIsRefused() {
    for (String word : List.of("", "driver", "=x", "colour=red", "name=" + "x".repeat(2_000))) {
      refused(Reason.FILTER_INVALID, () -> Filter.parse(List.of(word), KEYS));
    }
  }

  private static final Set<String> KEYS = Set.of("driver", "name", "id");

  private static void refused(Reason reason, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Rejection.class, refused -> assertThat(refused.reason()).isEqualTo(reason))
        .hasMessageContaining("expected");
  }
}
