// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.undertone.sinks.SampleResults;
import io.undertone.sinks.page.PageBrowser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A card's picture holds all of its charts, as pixels and as SVG. */
class PictureIT {
  private static final String HOSTILE = "</svg><script>alert(1)</script>&\"";

  @TempDir Path directory;
  private PageBrowser browser;
  private ServedSample served;
  private Page page;

  @BeforeEach
  void serve() throws Exception {
    browser = PageBrowser.start();
    served = new ServedSample(directory, SampleResults.huawei(17), 17, options -> options);
    served.database().writeMeta(Map.of("blogger_name.1783497251", HOSTILE));
    page = browser.page(1366, 900);
  }

  @AfterEach
  void stop() throws Exception {
    if (served != null) {
      served.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyChartOfACardIsInItsPictures() throws Exception {
    PageBrowser.open(page, served.url("#/whatif?blogger=1783497251"), "whatif");
    Locator card = page.locator(".card:has(.panels.small)");
    assertAllThere(card, card.locator(".chart").count(), 7);
    assertThat(browser.problems()).isEmpty();
  }

  @Test
  void eachKindOfChartIsDrawnInTheThemeThatIsSeen() throws Exception {
    for (String view :
        List.of("mood?theme=dark", "mood?layout=together", "models", "influence", "private")) {
      PageBrowser.open(page, served.url("#/" + view), view.split("\\?", 2)[0]);
      assertAllThere(page.locator(".card:has(.chart)").first(), 1, 1);
      page.navigate("about:blank");
    }
    assertThat(browser.problems()).isEmpty();
  }

  private void assertAllThere(Locator card, int charts, int expected) throws Exception {
    assertThat(charts).isEqualTo(expected);
    BufferedImage png = ImageIO.read(new ByteArrayInputStream(saved(card, "PNG")));
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(saved(card, "SVG")));
    assertThat(svg.getElementsByTagName("svg").getLength()).isEqualTo(1 + charts);
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    String heading = card.locator("h2").textContent();
    assertThat(svg.getDocumentElement().getTextContent()).contains(heading);
    double width = Double.parseDouble(svg.getDocumentElement().getAttribute("width"));
    assertThat((double) png.getWidth()).isBetween(2 * width - 1, 2 * width + 1);
    List<Double> places = places(svg);
    assertThat(places).hasSize(4 * charts);
    for (int i = 0; i < charts; i++) {
      assertThat(colours(png, places.subList(4 * i, 4 * i + 4))).as("chart " + i).isGreaterThan(3);
    }
    assertThat(svg.getElementsByTagName("path").getLength()).isGreaterThan(3 * charts);
  }

  /** Left, top, width and height of each chart in a saved picture. */
  private static List<Double> places(Document svg) {
    List<Double> places = new ArrayList<>();
    NodeList drawings = svg.getElementsByTagName("svg");
    for (int i = 1; i < drawings.getLength(); i++) {
      Element drawing = (Element) drawings.item(i);
      String at = ((Element) drawing.getParentNode()).getAttribute("transform");
      for (String number : at.substring(at.indexOf('(') + 1, at.indexOf(')')).split(",", -1)) {
        places.add(Double.parseDouble(number));
      }
      places.add(Double.parseDouble(drawing.getAttribute("width")));
      places.add(Double.parseDouble(drawing.getAttribute("height")));
    }
    return places;
  }

  /** What a button gives to be saved. */
  private byte[] saved(Locator card, String kind) throws IOException {
    Download saved =
        page.waitForDownload(
            () ->
                card.locator("footer button")
                    .filter(new Locator.FilterOptions().setHasText(kind))
                    .click());
    assertThat(saved.suggestedFilename()).endsWith("." + kind.toLowerCase(Locale.ROOT));
    return Files.readAllBytes(saved.path());
  }

  /** Different colours within a chart's place; an empty one has one. */
  private static int colours(BufferedImage png, List<Double> place) throws IOException {
    Set<Integer> colours = new HashSet<>();
    int[] at = place.stream().mapToInt(value -> (int) (2 * value)).toArray();
    for (int x = at[0]; x < Math.min(png.getWidth(), at[0] + at[2]); x += 3) {
      for (int y = at[1]; y < Math.min(png.getHeight(), at[1] + at[3]); y++) {
        colours.add(png.getRGB(x, y));
      }
    }
    return colours.size();
  }
}
