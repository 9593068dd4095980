package io.netledger.deploy.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A program for the inside of a sandbox: asks its name server. {@code ask PREFIX NAMES COUNT} asks
 * for names at random, one after the other, and prints median, 99th percentile and maximum in
 * milliseconds and how many answers were lost. {@code await} reads names, asks for each until it is
 * known, and prints how many milliseconds that took.
 */
final class Questions {

  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.11", 53);
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int WARM_UP = 2_000;
  private static final int OF_A_SOCKET = 100;

  private final RandomGenerator random = new Random(42);
  private final byte[] buffer = new byte[4_096];
  private DatagramSocket socket = open();

  private Questions() throws IOException {}

  public static void main(String[] words) throws IOException {
    var questions = new Questions();
    if (words[0].equals("await")) {
      questions.await();
    } else {
      questions.ask(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    }
  }

  private static DatagramSocket open() throws IOException {
    var socket = new DatagramSocket();
    socket.connect(SERVER);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private void ask(String prefix, int names, int count) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      isKnown(prefix + random.nextInt(names));
    }
    var samples = new Samples();
    int lost = 0;
    for (int i = 0; i < count; i++) {
      if (i % OF_A_SOCKET == 0) { // another port, as another program would have
        socket.close();
        socket = open();
      }
      long began = System.nanoTime();
      if (isKnown(prefix + random.nextInt(names))) {
        samples.add(System.nanoTime() - began);
      } else {
        lost++;
      }
    }
    System.out.printf(
        "%s %s %s %d%n", samples.medianMillis(), samples.p99Millis(), samples.mostMillis(), lost);
  }

  private void await() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = in.readLine(); name != null; name = in.readLine()) {
      long began = System.nanoTime();
      while (!isKnown(name)) {
        Thread.onSpinWait();
      }
      System.out.println((System.nanoTime() - began) / 1e6);
    }
  }

  /** Whether an answer with an address comes in time. */
  private boolean isKnown(String name) throws IOException {
    int id = random.nextInt(0x10000);
    byte[] query = query(id, name);
    socket.send(new DatagramPacket(query, query.length));
    try {
      while (true) {
        var packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        ByteBuffer answer = ByteBuffer.wrap(buffer, 0, packet.getLength());
        if (Short.toUnsignedInt(answer.getShort(0)) == id) {
          return answer.getShort(6) > 0; // ANCOUNT
        }
      }
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  /** One question for addresses of IPv4 (RFC 1035, 4.1). */
  private static byte[] query(int id, String name) {
    ByteBuffer query = ByteBuffer.allocate(512);
    query.putShort((short) id).putShort((short) 0x0100).putShort((short) 1);
    query.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    for (String label : name.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      query.put((byte) bytes.length).put(bytes);
    }
    query.put((byte) 0).putShort((short) 1).putShort((short) 1);
    byte[] whole = new byte[query.flip().remaining()];
    query.get(whole);
    return whole;
  }
}
