package io.netledger.network.view;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;

/** Lists and maps as they stand in jsonb columns. PostgreSQL has no NUL in text: it is left out. */
public final class Json {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final TypeToken<List<String>> WORDS = new TypeToken<>() {};
  private static final TypeToken<Map<String, String>> PAIRS = new TypeToken<>() {};
  private static final TypeToken<List<NetworkRow.Subnet>> SUBNETS = new TypeToken<>() {};

  private static final TypeToken<List<EndpointRow.Port>> PORTS = new TypeToken<>() {};

  private static final TypeToken<List<ServiceRow.Port>> SERVICE_PORTS = new TypeToken<>() {};

  private Json() {}

  public static String of(Object value) {
    return GSON.toJson(value).replace("\\u0000", "");
  }

  static String text(String value) {
    return value.replace("\0", "");
  }

  static List<String> words(String json) {
    return List.copyOf(GSON.fromJson(json, WORDS));
  }

  static Map<String, String> pairs(String json) {
    return Map.copyOf(GSON.fromJson(json, PAIRS));
  }

  static SandboxRow.Dns dns(String json) {
    return GSON.fromJson(json, SandboxRow.Dns.class);
  }

  static HostRow.Drift drift(String json) {
    return GSON.fromJson(json, HostRow.Drift.class);
  }

  static List<EndpointRow.Port> ports(String json) {
    return List.copyOf(GSON.fromJson(json, PORTS));
  }

  static List<ServiceRow.Port> servicePorts(String json) {
    return List.copyOf(GSON.fromJson(json, SERVICE_PORTS));
  }

  static List<NetworkRow.Subnet> subnets(String json) {
    return List.copyOf(GSON.fromJson(json, SUBNETS));
  }
}
