// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.util.ReflectionUtils;

/** Writes into everything that can be reached from an answer, as a careless caller might. */
public final class Scribble {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int arrays;

  /** How many arrays were written into. */
  public static int into(Object answer) {
    Scribble scribble = new Scribble();
    scribble.over(answer);
    return scribble.arrays;
  }

  /**
   * Asks a subject everything that it answers without a change, and writes into the answers.
   *
   * @param leave names of methods that are meant to change the subject
   */
  public static int intoAnswersOf(Object subject, Set<String> leave) {
    int arrays = 0;
    for (Method method : subject.getClass().getMethods()) {
      if (Modifier.isStatic(method.getModifiers())
          || method.getDeclaringClass() == Object.class
          || leave.contains(method.getName())) {
        continue;
      }
      Object @Nullable [] arguments = arguments(method.getParameterTypes());
      if (arguments != null) {
        @Nullable Object answer = ask(subject, method, arguments);
        arrays += answer == null ? 0 : into(answer);
      }
    }
    return arrays;
  }

  private static Object @Nullable [] arguments(Class<?>[] types) {
    Object[] arguments = new Object[types.length];
    for (int k = 0; k < types.length; k++) {
      if (types[k] == int.class) {
        arguments[k] = 1;
      } else if (types[k] == String.class) {
        arguments[k] = "b00";
      } else {
        return null;
      }
    }
    return arguments;
  }

  private static @Nullable Object ask(Object subject, Method method, Object[] arguments) {
    try {
      return method.invoke(subject, arguments);
    } catch (InvocationTargetException refused) {
      return null;
    } catch (IllegalAccessException e) {
      throw new AssertionError(method + " is public, but not its class", e);
    }
  }

  private void over(Object value) {
    if (value == null || !seen.add(value)) {
      return;
    }
    if (value.getClass().isArray()) {
      array(value);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(this::over);
    } else if (value instanceof Collection<?> collection) {
      collection.forEach(this::over);
      tryTo(collection::clear);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::over);
      tryTo(map::clear);
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Method accessor = component.getAccessor();
        over(ReflectionUtils.invokeMethod(accessor, value));
      }
    }
  }

  private void array(Object array) {
    arrays++;
    for (int i = 0; i < Array.getLength(array); i++) {
      Class<?> type = array.getClass().getComponentType();
      if (type == double.class) {
        Array.setDouble(array, i, -1e200);
      } else if (type == int.class) {
        Array.setInt(array, i, -7);
      } else if (type == byte.class) {
        Array.setByte(array, i, (byte) (Array.getByte(array, i) ^ 0x55));
      } else if (type == boolean.class) {
        Array.setBoolean(array, i, !Array.getBoolean(array, i));
      } else {
        over(Array.get(array, i));
      }
    }
  }

  private static void tryTo(Runnable clear) {
    try {
      clear.run();
    } catch (UnsupportedOperationException immutable) {
      return;
    }
  }
}
