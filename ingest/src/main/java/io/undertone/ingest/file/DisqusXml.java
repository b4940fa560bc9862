// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An XML export of Disqus: each post becomes a line of JSON with the attributes of its thread. */
final class DisqusXml {
  private static final XMLInputFactory XML = factory();

  private DisqusXml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  static InputStream open(InputStream in) throws IOException {
    return TemporaryText.of(
        out -> {
          try (in;
              JsonGenerator json =
                  new JsonFactory().createGenerator(out).setRootValueSeparator(null)) {
            records(XML.createXMLStreamReader(in), json);
          } catch (XMLStreamException e) {
            throw new ZipException("not well-formed XML: " + e.getMessage());
          }
        });
  }

  private static void records(XMLStreamReader xml, JsonGenerator json)
      throws XMLStreamException, IOException {
    Deque<String> path = new ArrayDeque<>();
    Map<String, String> record = new TreeMap<>();
    Map<String, Map<String, String>> titles = new HashMap<>();
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.addLast(xml.getLocalName());
          text.setLength(0);
          if (path.size() == 2) {
            record.clear();
            record.put("kind", xml.getLocalName());
          }
          String id = xml.getAttributeValue(null, "id");
          String disqusId = id != null ? id : attribute(xml);
          if (disqusId != null) {
            record.put(path.size() == 2 ? "id" : xml.getLocalName(), disqusId);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (path.size() == 2 && path.getLast().equals("post")) {
            titles.getOrDefault(record.get("thread"), Map.of()).forEach(record::putIfAbsent);
            line(json, record);
          } else if (path.size() == 2 && path.getLast().equals("thread")) {
            Map<String, String> thread = new TreeMap<>();
            record.forEach((key, value) -> thread.put("thread_" + key, value));
            titles.put(record.getOrDefault("id", ""), thread);
          } else if (path.size() > 2 && !text.toString().isBlank()) {
            String parent = path.size() == 3 ? "" : beforeLast(path) + "_";
            record.putIfAbsent(parent + path.getLast(), text.toString());
          }
          text.setLength(0);
          path.removeLast();
        }
        default -> {}
      }
    }
  }

  /** {@code dsq:id}, whatever the prefix. */
  private static @Nullable String attribute(XMLStreamReader xml) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals("id")) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  private static String beforeLast(Deque<String> path) {
    var names = path.descendingIterator();
    names.next();
    return names.next();
  }

  private static void line(JsonGenerator json, Map<String, String> record) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> field : record.entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
