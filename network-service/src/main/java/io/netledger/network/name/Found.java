package io.netledger.network.name;

/** What a word of a user stands for. */
public sealed interface Found {

  record One(String id) implements Found {}

  record Nothing() implements Found {}

  /** The word begins several ids; two of them are shown. */
  record Several(String first, String second) implements Found {}
}
