package org.folkmoot.document;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A text as a QR code (ISO/IEC 18004), with a quiet zone of four modules.
 *
 * <p>Level M: readable while about a seventh of it is damaged, which a fold or a stain does.
 */
public final class QrCode {
  private static final int QUIET = 4;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * Encodes a text.
   *
   * @throws IllegalArgumentException when it is longer than a code can hold (about 2,300 bytes)
   */
  public static QrCode of(String text) {
    try {
      // The standard's own character set has no ŵ and no ŷ; it needs no mark, which saves room.
      Map<EncodeHintType, String> hints =
          text.chars().allMatch(letter -> letter < 0x80)
              ? Map.of()
              : Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix());
    } catch (WriterException e) {
      throw new IllegalArgumentException(
          "QR code: a text of " + text.length() + " characters is too long for one code", e);
    }
  }

  /** Modules on each side, the quiet zone included. */
  public int size() {
    return modules.getWidth() + 2 * QUIET;
  }

  private boolean dark(int x, int y) {
    int column = x - QUIET;
    int row = y - QUIET;
    return column >= 0
        && row >= 0
        && column < modules.getWidth()
        && row < modules.getHeight()
        && modules.get(column, row) == 1;
  }

  /** The code in black and white, so many pixels a module. */
  public BufferedImage image(int pixelsPerModule) {
    int side = size() * pixelsPerModule;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, dark(x / pixelsPerModule, y / pixelsPerModule) ? 0 : 0xFFFFFF);
      }
    }
    return image;
  }

  /** The code as a PNG file. */
  public byte[] png(int pixelsPerModule) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image(pixelsPerModule), "png", out)) {
        throw new IllegalStateException("every Java platform writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** The code as the address of a picture, for a page or a sheet. */
  public String pngAddress(int pixelsPerModule) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(pixelsPerModule));
  }

  /** The code as SVG, one unit a module. */
  public String svg() {
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size(); y++) {
      for (int x = 0; x < size(); x++) {
        if (dark(x, y)) {
          path.append("M%d %dh1v1h-1z".formatted(x, y));
        }
      }
    }
    return ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\""
            + " shape-rendering=\"crispEdges\"><rect width=\"%1$d\" height=\"%1$d\" fill=\"#fff\"/>"
            + "<path d=\"%2$s\"/></svg>")
        .formatted(size(), path);
  }

  /**
   * Reads the QR code in a picture; empty when none is found or it is damaged beyond repair.
   *
   * <p>One way of telling dark from light does not do for every picture: a photograph has shadows,
   * a scan has fine noise, and either reads better at another size now and then.
   */
  public static Optional<String> read(BufferedImage picture) {
    return DoubleStream.of(1, 0.5, 1.5)
        .boxed()
        .flatMap(scale -> read(luminance(scaled(picture, scale))).stream())
        .findFirst();
  }

  private static LuminanceSource luminance(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    return new RGBLuminanceSource(
        width, height, picture.getRGB(0, 0, width, height, null, 0, width));
  }

  private static Optional<String> read(LuminanceSource source) {
    return Stream.<Binarizer>of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))
        .flatMap(binarizer -> decoded(new BinaryBitmap(binarizer)).stream())
        .findFirst();
  }

  private static Optional<String> decoded(BinaryBitmap bits) {
    try {
      return Optional.of(
          new QRCodeReader().decode(bits, Map.of(DecodeHintType.TRY_HARDER, true)).getText());
    } catch (ReaderException none) {
      return Optional.empty();
    }
  }

  private static BufferedImage scaled(BufferedImage picture, double scale) {
    if (scale == 1) {
      return picture;
    }
    int width = (int) Math.ceil(picture.getWidth() * scale);
    int height = (int) Math.ceil(picture.getHeight() * scale);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }
}
