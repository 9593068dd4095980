package io.netledger.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The contract keeps its promises. {@code contract.txt} lists every part that clients or stored
 * bytes may depend on; lines are added to it with the parts, and never changed or taken away.
 */
class ContractTest {

  private static final Path PROMISED = Path.of("src/test/resources/contract.txt");
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private final Contract contract = Contract.load();

  ContractTest() throws IOException {}

  @Test
  void everyPartSaysWhatItMeans() {
    assertThat(contract.parts()).hasSizeGreaterThan(300);
    assertThat(contract.parts()).filteredOn(part -> part.comment().isBlank()).isEmpty();
  }

  @Test
  void nothingThatWasPromisedIsBrokenAndNothingIsLeftUnlisted() throws IOException {
    List<String> actual = contract.parts().stream().map(Contract.Part::toString).sorted().toList();
    List<String> promised = Files.readAllLines(PROMISED);
    Files.write(Path.of("target/contract.txt"), actual);

    assertThat(actual)
        .as("parts that clients or stored bytes depend on are gone or have changed")
        .containsAll(promised);
    assertThat(promised)
        .as("new parts: add their lines to %s; target/contract.txt has all", PROMISED)
        .containsExactlyInAnyOrderElementsOf(actual);
  }

  @Test
  void filesLieWhereTheirPackagesSay() {
    for (FileDescriptorProto file : contract.files()) {
      assertThat(file.getName()).startsWith(file.getPackage().replace('.', '/') + "/");
      assertThat(file.getPackage()).matches("netledger\\.[a-z]+\\.v1");
      assertThat(file.getOptions().getJavaPackage())
          .isEqualTo("io.netledger.proto." + file.getPackage().substring("netledger.".length()));
    }
  }

  @Test
  void anEnumBeginsWithWhatIsNeverSent() {
    assertThat(contract.enums())
        .allSatisfy(type -> {
          assertThat(type.getValue(0).getNumber()).isZero();
          assertThat(type.getValueList())
              .allSatisfy(value -> assertThat(value.getName()).startsWith(prefix(type)));
          assertThat(type.getValue(0).getName()).isEqualTo(prefix(type) + "UNSPECIFIED");
        });
  }

  @Test
  void aCallHasItsOwnRequestAndResponse() {
    for (FileDescriptorProto file : contract.files()) {
      for (ServiceDescriptorProto service : file.getServiceList()) {
        assertThat(service.getName()).endsWith("Service");
        assertThat(service.getMethodList())
            .filteredOn(call -> !call.getClientStreaming())
            .allSatisfy(call -> {
              assertThat(call.getInputType()).endsWith("." + call.getName() + "Request");
              assertThat(call.getOutputType()).endsWith("." + call.getName() + "Response");
            });
      }
    }
  }

  @Test
  void fieldsAreInLowerSnakeCase() {
    for (FileDescriptorProto file : contract.files()) {
      file.getMessageTypeList().stream()
          .flatMap(message -> message.getFieldList().stream())
          .forEach(field -> assertThat(field.getName()).matches(FIELD));
    }
  }

  private static String prefix(EnumDescriptorProto type) {
    return type.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + "_";
  }
}
