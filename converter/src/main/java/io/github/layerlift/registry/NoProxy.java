package io.github.layerlift.registry;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts that are reached without a proxy: names, domains, addresses, networks, {@code *}. */
final class NoProxy {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");
  private static final Pattern NETWORK = Pattern.compile("(.+)/(\\d{1,3})");
  private static final Pattern PORT = Pattern.compile("(\\[.+]|[^:]+):(\\d{1,5})");

  private final List<String> rules;

  NoProxy(String text) {
    this.rules = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .filter(rule -> !rule.isEmpty())
        .toList();
  }

  boolean includes(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return rules.stream().anyMatch(rule -> includes(rule, name, port));
  }

  private static boolean includes(String rule, String host, int port) {
    Matcher withPort = PORT.matcher(rule);
    if (withPort.matches()) {
      return port == Integer.parseInt(withPort.group(2)) && includes(withPort.group(1), host, port);
    }
    Matcher network = NETWORK.matcher(rule);
    if (network.matches()) {
      return isIn(host, network.group(1), Integer.parseInt(network.group(2)));
    }
    String domain = rule.startsWith("*.") ? rule.substring(1) : rule;
    return rule.equals("*")
        || bare(host).equals(bare(domain))
        || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
  }

  private static boolean isIn(String host, String network, int prefix) {
    if (!ADDRESS.matcher(host).matches() || !ADDRESS.matcher(network).matches()) {
      return false;
    }
    try {
      // of an address, no server is asked
      byte[] one = InetAddress.getByName(bare(host)).getAddress();
      byte[] other = InetAddress.getByName(bare(network)).getAddress();
      int rest = one.length * Byte.SIZE - prefix;
      return one.length == other.length
          && rest >= 0
          && new BigInteger(1, one)
              .shiftRight(rest)
              .equals(new BigInteger(1, other).shiftRight(rest));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
