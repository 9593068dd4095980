package io.netledger.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract as protoc read it, comments included, as a list of its parts. */
final class Contract {

  /**
   * One part: a message, field, enum, value, service or call.
   *
   * @param name full name
   * @param form all that a client's bytes and stubs depend on
   * @param comment as written above it
   */
  record Part(String name, String form, String comment) {

    @Override
    public String toString() {
      return name + " " + form;
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final List<FileDescriptorProto> files;

  private Contract(List<FileDescriptorProto> files) {
    this.files = files;
    files.forEach(this::read);
  }

  static Contract load() throws IOException {
    byte[] set = Files.readAllBytes(Path.of("target/contract.binpb"));
    return new Contract(
        FileDescriptorSet.parseFrom(set).getFileList().stream()
            .filter(file -> file.getPackage().startsWith("netledger."))
            .toList());
  }

  List<Part> parts() {
    return parts;
  }

  List<FileDescriptorProto> files() {
    return files;
  }

  Stream<EnumDescriptorProto> enums() {
    return files.stream().flatMap(file -> file.getEnumTypeList().stream());
  }

  private void read(FileDescriptorProto file) {
    Map<List<Integer>, String> comments =
        file.getSourceCodeInfo().getLocationList().stream()
            .collect(
                Collectors.toMap(
                    Location::getPathList, Location::getLeadingComments, (first, _) -> first));
    String scope = file.getPackage();
    for (int i = 0; i < file.getMessageTypeCount(); i++) {
      read(
          scope,
          file.getMessageType(i),
          comments,
          List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
    }
    for (int i = 0; i < file.getEnumTypeCount(); i++) {
      read(
          scope,
          file.getEnumType(i),
          comments,
          List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
    }
    for (int i = 0; i < file.getServiceCount(); i++) {
      read(
          scope,
          file.getService(i),
          comments,
          List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, i));
    }
  }

  private void read(
      String scope,
      DescriptorProto message,
      Map<List<Integer>, String> comments,
      List<Integer> path) {
    if (message.getOptions().getMapEntry()) {
      return;
    }
    String name = scope + "." + message.getName();
    parts.add(new Part(name, "message", comments.getOrDefault(path, "")));
    for (int i = 0; i < message.getFieldCount(); i++) {
      FieldDescriptorProto field = message.getField(i);
      String comment = comments.getOrDefault(sub(path, DescriptorProto.FIELD_FIELD_NUMBER, i), "");
      parts.add(new Part(name + "." + field.getName(), form(field), comment));
    }
    for (int i = 0; i < message.getNestedTypeCount(); i++) {
      read(
          name,
          message.getNestedType(i),
          comments,
          sub(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
    }
  }

  private void read(
      String scope,
      EnumDescriptorProto type,
      Map<List<Integer>, String> comments,
      List<Integer> path) {
    String name = scope + "." + type.getName();
    parts.add(new Part(name, "enum", comments.getOrDefault(path, "")));
    for (int i = 0; i < type.getValueCount(); i++) {
      String comment =
          comments.getOrDefault(sub(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i), "");
      var value = type.getValue(i);
      parts.add(new Part(name + "." + value.getName(), "= " + value.getNumber(), comment));
    }
  }

  private void read(
      String scope,
      ServiceDescriptorProto service,
      Map<List<Integer>, String> comments,
      List<Integer> path) {
    String name = scope + "." + service.getName();
    parts.add(new Part(name, "service", comments.getOrDefault(path, "")));
    for (int i = 0; i < service.getMethodCount(); i++) {
      var call = service.getMethod(i);
      String comment =
          comments.getOrDefault(sub(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i), "");
      String form =
          "(%s%s) returns (%s%s)"
              .formatted(
                  call.getClientStreaming() ? "stream " : "",
                  call.getInputType(),
                  call.getServerStreaming() ? "stream " : "",
                  call.getOutputType());
      parts.add(new Part(name + "/" + call.getName(), form, comment));
    }
  }

  private static String form(FieldDescriptorProto field) {
    String type =
        field.getTypeName().isEmpty()
            ? field.getType().name().substring("TYPE_".length()).toLowerCase(java.util.Locale.ROOT)
            : field.getTypeName();
    boolean repeated = field.getLabel() == FieldDescriptorProto.Label.LABEL_REPEATED;
    return "= %d %s%s".formatted(field.getNumber(), repeated ? "repeated " : "", type);
  }

  private static List<Integer> sub(List<Integer> path, int field, int index) {
    return Stream.concat(path.stream(), Stream.of(field, index)).toList();
  }
}
