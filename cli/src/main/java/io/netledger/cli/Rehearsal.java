package io.netledger.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netledger.cli.session.Console;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.ServiceServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Carries out every command once, against services that answer everything and do nothing, so that
 * the JVM can write down what it has loaded and linked. The launcher runs it in the background when
 * there is no such cache yet; see docs/adr/0060-fast-command-line.md.
 */
public final class Rehearsal {

  /** What users type; "X" stands for all names. */
  private static final List<String> CALLS =
      List.of(
          "network create --subnet 10.0.0.0/8 --gateway 10.0.0.1 --label a=b -o mtu=1400 X",
          "network create --subnet 2001:db8::/64 --gateway 2001:db8::1 X",
          "network ls",
          "network ls -q",
          "network ls --format json",
          "network inspect X",
          "network inspect -f {{range.Containers}}{{.Name}}{{end}}{{json.IPAM}} X",
          "network connect --ip 10.0.0.2 --alias a X X",
          "network disconnect -f X X",
          "network rm -f X",
          "network prune -f",
          "network prune",
          "sandbox create X",
          "sandbox ls",
          "sandbox inspect X",
          "sandbox rm -f X",
          "endpoint ls",
          "service create --network X --port 80:8080/tcp --selector a=b X",
          "service ls",
          "service inspect X",
          "service rm X",
          "host ls",
          "host inspect X",
          "host drain X",
          "host undrain X",
          "host rm -f X",
          "pool ls",
          "address ls",
          "history",
          "history --format json",
          "history --follow",
          "run --network X -- true",
          "exec X -- true",
          "version",
          "network create --help",
          "network",
          "network create");

  /** How deep answers are filled: a network's endpoints, and what they have. */
  private static final int DEPTH = 3;

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    var _ = perform();
    System.exit(0); // the servers and their loop have no other end
  }

  /** Exit codes by calls. */
  static Map<String, Integer> perform() throws IOException {
    Path data = Files.createTempDirectory("netledger-rehearsal");
    Path run = Files.createDirectories(data.resolve("run"));
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      serve(run.resolve("network.sock"), loop);
      serve(run.resolve("ipam.sock"), loop);
      return rehearse(data);
    } finally {
      for (Path left : List.of(run.resolve("network.sock"), run.resolve("ipam.sock"), run, data)) {
        Files.deleteIfExists(left);
      }
    }
  }

  private static Map<String, Integer> rehearse(Path data) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var console =
        new Console(
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Map.of("NETLEDGER_DATA", data.toString()),
            () -> false);
    Map<String, Integer> exitCodes = new LinkedHashMap<>();
    for (String call : CALLS) {
      exitCodes.put(call, Netledger.run(console, call.split(" ")));
    }
    return exitCodes;
  }

  /** WireServer would load Netty's native library, which a client has no use for. */
  private static void serve(Path socket, EventLoopGroup loop) throws IOException {
    var builder =
        NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .channelType(NioServerDomainSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop);
    Stream.of(
            NetworkServiceGrpc.getServiceDescriptor(),
            SandboxServiceGrpc.getServiceDescriptor(),
            ServiceServiceGrpc.getServiceDescriptor(),
            HostServiceGrpc.getServiceDescriptor(),
            HistoryServiceGrpc.getServiceDescriptor(),
            IpamServiceGrpc.getServiceDescriptor())
        .forEach(service -> builder.addService(answering(service)));
    var _ = builder.build().start();
  }

  private static ServerServiceDefinition answering(ServiceDescriptor service) {
    var definition = ServerServiceDefinition.builder(service);
    service.getMethods().forEach(method -> answer(definition, method));
    return definition.build();
  }

  private static <Q, A> void answer(
      ServerServiceDefinition.Builder definition, MethodDescriptor<Q, A> method) {
    A empty = method.parseResponse(InputStream.nullInputStream());
    if (method.getType().serverSendsOneMessage()) {
      definition.addMethod(
          method, ServerCalls.asyncUnaryCall((_, response) -> answer(response, empty)));
    } else {
      definition.addMethod(
          method, ServerCalls.asyncServerStreamingCall((_, response) -> answer(response, empty)));
    }
  }

  @SuppressWarnings("unchecked") // a filled message is of the class of the empty one
  private static <A> void answer(StreamObserver<A> response, A empty) {
    response.onNext(empty instanceof Message message ? (A) filled(message, DEPTH) : empty);
    response.onCompleted();
  }

  /** The message with one of each message that it can have. */
  private static Message filled(Message empty, int depth) {
    Message.Builder builder = empty.toBuilder();
    for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
      if (field.getJavaType() == JavaType.MESSAGE && depth > 0 && !field.isMapField()) {
        Message part = filled(builder.newBuilderForField(field).buildPartial(), depth - 1);
        if (field.isRepeated()) {
          builder.addRepeatedField(field, part);
        } else {
          builder.setField(field, part);
        }
      }
    }
    return builder.build();
  }
}
