// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook in Office Open XML, as CSV; dates become ISO-8601 local times. */
final class XlsxTable {
  private static final LocalDateTime DAY_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  private final List<String> shared;
  private final Set<Integer> dateStyles;

  private XlsxTable(List<String> shared, Set<Integer> dateStyles) {
    this.shared = shared;
    this.dateStyles = dateStyles;
  }

  static InputStream open(InputFile input) throws IOException {
    return TemporaryText.of(
        out -> {
          try (ZipFile zip = ZipFile.builder().setPath(input.path()).get()) {
            XlsxTable table = new XlsxTable(shared(zip), dateStyles(zip));
            table.rows(zip, out);
          } catch (XMLStreamException e) {
            throw new ZipException("no workbook that can be read: " + e.getMessage());
          }
        });
  }

  private static @Nullable XMLStreamReader part(ZipFile zip, String name)
      throws IOException, XMLStreamException {
    ZipArchiveEntry entry = zip.getEntry(name);
    return entry == null ? null : XML.createXMLStreamReader(zip.getInputStream(entry));
  }

  private static List<String> shared(ZipFile zip) throws IOException, XMLStreamException {
    List<String> strings = new ArrayList<>();
    XMLStreamReader xml = part(zip, "xl/sharedStrings.xml");
    StringBuilder text = new StringBuilder();
    boolean inText = false;
    boolean phonetic = false;
    while (xml != null && xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = xml.getLocalName();
        inText = name.equals("t") && !phonetic;
        phonetic |= name.equals("rPh");
        if (name.equals("si")) {
          text.setLength(0);
        }
      } else if (event == XMLStreamConstants.CHARACTERS && inText) {
        text.append(xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        inText = false;
        phonetic &= !xml.getLocalName().equals("rPh");
        if (xml.getLocalName().equals("si")) {
          strings.add(text.toString());
        }
      }
    }
    return strings;
  }

  /** Indexes of the cell styles that show a number as a date. */
  private static Set<Integer> dateStyles(ZipFile zip) throws IOException, XMLStreamException {
    Set<Integer> styles = new HashSet<>();
    Set<String> dateFormats = new HashSet<>();
    XMLStreamReader xml = part(zip, "xl/styles.xml");
    boolean inCells = false;
    int index = 0;
    while (xml != null && xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("cellXfs")) {
        inCells = false;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "numFmt" -> {
          String code = xml.getAttributeValue(null, "formatCode");
          if (code != null
              && code.replaceAll("\\[[^]]*]|\"[^\"]*\"", "").matches(".*[ydhsYDHS].*")) {
            dateFormats.add(String.valueOf(xml.getAttributeValue(null, "numFmtId")));
          }
        }
        case "cellXfs" -> inCells = true;
        case "xf" -> {
          if (inCells) {
            String format = String.valueOf(xml.getAttributeValue(null, "numFmtId"));
            boolean builtIn = format.matches("1[4-9]|2[0-2]|4[5-7]|2[7-9]|3[0-6]|5[0-8]");
            if (builtIn || dateFormats.contains(format)) {
              styles.add(index);
            }
            index++;
          }
        }
        default -> {}
      }
    }
    return styles;
  }

  private void rows(ZipFile zip, OutputStream out) throws IOException, XMLStreamException {
    XMLStreamReader xml = part(zip, "xl/worksheets/sheet1.xml");
    if (xml == null) {
      throw new ZipException("no workbook of Excel: it has no first sheet");
    }
    List<String> cells = new ArrayList<>();
    int width = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
        int column = column(xml.getAttributeValue(null, "r"), cells.size());
        while (cells.size() < column) {
          cells.add("");
        }
        cells.add(cell(xml));
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
        while (cells.size() < width) {
          cells.add("");
        }
        width = width == 0 ? cells.size() : width;
        if (cells.stream().anyMatch(c -> !c.isEmpty())) {
          TemporaryText.row(out, cells.subList(0, width));
        }
        cells.clear();
      }
    }
  }

  /** The column of a reference such as AB12, from 0. */
  private static int column(@Nullable String reference, int otherwise) {
    int column = 0;
    for (int i = 0; reference != null && i < reference.length(); i++) {
      char c = reference.charAt(i);
      if (c < 'A' || c > 'Z') {
        break;
      }
      column = column * 26 + (c - 'A' + 1);
    }
    return column == 0 || column > 20_000 ? otherwise : column - 1;
  }

  private String cell(XMLStreamReader xml) throws XMLStreamException {
    String type = String.valueOf(xml.getAttributeValue(null, "t"));
    String style = xml.getAttributeValue(null, "s");
    StringBuilder value = new StringBuilder();
    boolean inValue = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        inValue = xml.getLocalName().equals("v") || xml.getLocalName().equals("t");
      } else if (event == XMLStreamConstants.CHARACTERS && inValue) {
        value.append(xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (xml.getLocalName().equals("c")) {
          break;
        }
        inValue = false;
      }
    }
    return shown(type, style, value.toString());
  }

  private String shown(String type, @Nullable String style, String value) {
    try {
      if (type.equals("s")) {
        return shared.get(Integer.parseInt(value));
      }
      if (type.equals("e")) {
        return "";
      }
      boolean number = type.equals("null") || type.equals("n");
      if (number && !value.isEmpty()) {
        double given = Double.parseDouble(value);
        if (style != null && dateStyles.contains(Integer.parseInt(style))) {
          return DAY_ZERO.plus(Math.round(given * 86_400_000.0), ChronoUnit.MILLIS).toString();
        }
        if (given == Math.rint(given) && Math.abs(given) < 1e15) {
          return Long.toString((long) given);
        }
      }
      return value;
    } catch (NumberFormatException | IndexOutOfBoundsException | java.time.DateTimeException e) {
      return value;
    }
  }
}
