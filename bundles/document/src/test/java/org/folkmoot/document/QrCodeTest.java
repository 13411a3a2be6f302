package org.folkmoot.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  @Test
  void aTextIsReadBackFromItsPicture() throws IOException {
    String text = "Etholiad llywodraethwyr: tŷ 7";
    assertThat(QrCode.read(ImageIO.read(new ByteArrayInputStream(QrCode.of(text).png(3)))))
        .hasValue(text);
  }

  @Test
  void aPictureWithoutACodeHasNone() {
    assertThat(QrCode.read(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB))).isEmpty();
  }

  @Test
  void theDrawingHasAsManyModulesAsThePicture() {
    QrCode code = QrCode.of("x");
    assertThat(code.svg()).contains("viewBox=\"0 0 29 29\"");
    assertThat(code.image(2).getWidth()).isEqualTo(58);
  }

  @Test
  void aTextTooLongForACodeIsRefused() {
    assertThatThrownBy(() -> QrCode.of("x".repeat(5000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5000");
  }
}
