package io.netledger.deploy.local;

import java.io.PrintStream;
import java.util.Map;

/** What the user can do now. */
record Advice(DataDirectory data) {

  void print(PrintStream out) {
    out.println();
    out.println("  data   " + data.path());
    out.println("  logs   " + data.log("*"));
    Replication replication = Replication.in(data.replicas());
    String before = "  gRPC   unix:";
    for (String replica : replication.names(Programs.NETWORK_SERVICE)) {
      out.println(before + data.socket(replica));
      before = "         unix:";
    }
    for (int number : replication.numbers().toList()) {
      TcpPlace.in(data.tcp())
          .map(place -> place.ofReplica(number))
          .ifPresent(place ->
              out.println("         " + place.service() + " (certificates: deploy/certificate)"));
    }
    out.println();
    out.println("next:");
    if (!data.equals(DataDirectory.standard(Map.of("HOME", home()), Main.isRoot()))) {
      out.println("  export NETLEDGER_DATA=" + data.path());
    }
    out.println("  deploy/netledger network create --subnet=192.168.0.0/16 br0");
    out.println("  deploy/netledger run --network br0 -- ip address");
    out.println("  deploy/netledger network ls");
    out.println("  deploy/netledger history");
  }

  private static String home() {
    return System.getenv().getOrDefault("HOME", "/nonexistent");
  }
}
