package dev.coster.simulator;

import java.util.List;

/**
 * What the store tells about an app or a book.
 *
 * @param adamId the store's product id
 * @param name the product's name
 * @param artistName developer or author
 * @param bundleId the bundle id, empty for a book
 * @param kind {@code iosSoftware}, {@code desktopApp} or {@code ebook}
 * @param deviceFamilies {@code iphone}, {@code ipad}, {@code mac}, {@code tvos}
 * @param genreNames the genres
 * @param version the current version; empty for a book
 * @param price the price of one license in the store's currency
 * @param customApp whether only holders of a token of its owners may see it
 * @param storefronts countries where it is sold, in small letters; empty: everywhere
 */
public record StoreItem(
    String adamId,
    String name,
    String artistName,
    String bundleId,
    String kind,
    List<String> deviceFamilies,
    List<String> genreNames,
    String version,
    double price,
    boolean customApp,
    List<String> storefronts) {

  /** Copies the lists. */
  public StoreItem {
    deviceFamilies = List.copyOf(deviceFamilies);
    genreNames = List.copyOf(genreNames);
    storefronts = List.copyOf(storefronts);
  }

  boolean book() {
    return kind.equals("ebook");
  }

  boolean soldIn(String country) {
    return storefronts.isEmpty() || storefronts.contains(country);
  }
}
