package io.netledger.eventstore;

/**
 * Names one stream: {@code category} is the kind of thing ("network", "pool"), {@code id} the
 * thing. Printed as "category/id".
 */
public record StreamId(String category, String id) {

  public StreamId {
    if (category.isEmpty() || category.indexOf('/') >= 0) {
      throw new IllegalArgumentException("a category is not empty and has no slash: " + category);
    }
    if (id.isEmpty()) {
      throw new IllegalArgumentException("the id of a stream in " + category + " is empty");
    }
  }

  @Override
  public String toString() {
    return category + "/" + id;
  }
}
