package dev.coster.simulator;

/**
 * Where pages begin and end. Even: all of one size. Uneven: a repeating pattern of whole, half,
 * empty and whole pages, since Apple promises no page size.
 */
record PageCut(int size, boolean uneven) {

  int start(int page) {
    if (!uneven) {
      return Math.multiplyExact(page, size);
    }
    int half = Math.max(1, size / 2);
    int cycle = size + half + size;
    int start = Math.multiplyExact(page / 4, cycle);
    return switch (page % 4) {
      case 0 -> start;
      case 1 -> start + size;
      case 2, 3 -> start + size + half;
      default -> throw new IllegalStateException("four kinds of pages");
    };
  }

  /** At least one page, and the last one is never empty unless it is the only one. */
  int totalPages(int rows) {
    int low = 1;
    int high = Math.max(1, rows * 2);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (start(middle) >= rows) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
