package dev.coster.simulator;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws an icon for each product: shapes on a color of its own. Without letters, since a machine
 * without fonts cannot draw any.
 */
final class Icon {
  static final String PATH = "/icons/";
  private static final int SIZE = 128;

  private Icon() {}

  static ServiceResponse answer(World world, String path) {
    String rest = path.substring(PATH.length());
    int slash = rest.indexOf('/');
    StoreItem item = world.catalog.get(slash < 0 ? rest : rest.substring(0, slash));
    return item == null
        ? ServiceResponse.of(404, "text/plain;charset=UTF-8", "No such icon")
        : ServiceResponse.of(200, ServiceResponse.PNG, latin1(draw(item)));
  }

  /** Bodies are text; each byte of the picture is one character. */
  private static String latin1(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static BufferedImage draw(StoreItem item) {
    Random random = new Random(item.adamId().hashCode() * 31L);
    float hue = random.nextFloat();
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Color top = Color.getHSBColor(hue, 0.55f, 0.95f);
    Color bottom = Color.getHSBColor(hue + 0.1f, 0.75f, 0.6f);
    pen.setPaint(new GradientPaint(0, 0, top, 0, SIZE, bottom));
    RoundRectangle2D cover =
        item.book()
            ? new RoundRectangle2D.Float(22, 6, 84, 116, 8, 8)
            : new RoundRectangle2D.Float(0, 0, SIZE, SIZE, 56, 56);
    pen.fill(cover);
    pen.clip(cover);
    for (int i = 0; i < 3; i++) {
      pen.setColor(new Color(255, 255, 255, 70 + random.nextInt(120)));
      int size = 28 + random.nextInt(52);
      int x = 10 + random.nextInt(SIZE - 40);
      int y = 10 + random.nextInt(SIZE - 40);
      pen.fill(
          random.nextBoolean()
              ? new Ellipse2D.Float(x, y, size, size)
              : new RoundRectangle2D.Float(x, y, size, size, 14, 14));
    }
    pen.dispose();
    return image;
  }
}
