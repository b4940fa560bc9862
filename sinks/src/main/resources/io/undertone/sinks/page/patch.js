// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/**
 * Makes an element. Children are elements or strings, and a string is always text: nothing that
 * comes from the data is ever read as HTML. Of the attributes {@code on} holds handlers, {@code own}
 * properties of the element, and {@code key} the name by which it is known among its siblings.
 * A handler finds what it acts on from its event, for its element outlives the drawing that made it.
 * What is drawn with no children at all is filled by handlers, and a patch leaves it to them.
 */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  element.made = { attributes: attributes || {}, children: [], free: children.length === 0 };
  for (const [name, value] of Object.entries(element.made.attributes)) set(element, name, value);
  patch(element, children);
  return element;
}

/** Gives an element these children, and keeps each that is there already, with what a reader did to it. */
export function patch(parent, wanted) {
  const before = (parent.made ??= { attributes: {}, children: [] }).children;
  const after = matched(before, wanted.flat().filter((child) => child !== null && child !== undefined));
  parent.made.children = after;
  // what handlers put in place of children stays while the drawing says the same
  if (after.length === before.length && after.every((child, at) => child === before[at])) return;
  const kept = new Set(after);
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
  let next = parent.firstChild;
  for (const child of after) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(child, next);
  }
}

const keyOf = (node) => node.nodeName + '\n' + (node.made ? node.made.attributes.key ?? node.made.attributes.id ?? '' : '');

/** For each wanted child the one of the same key that is there, made the same; else itself. */
function matched(before, wanted) {
  const there = new Map();
  for (const child of before) {
    const key = keyOf(child);
    if (!there.has(key)) there.set(key, []);
    there.get(key).push(child);
  }
  return wanted.map((child) => {
    const fresh = child instanceof Node ? child : document.createTextNode(String(child));
    const old = there.get(keyOf(fresh))?.shift();
    if (!old) return fresh;
    if (!old.made) return old.isEqualNode(fresh) ? old : fresh;
    renew(old, fresh.made);
    return old;
  });
}

/** Makes an element what another was made to be; what a reader changed since stays unless the drawing changed it. */
function renew(element, { attributes, children, free }) {
  const { attributes: before, free: wasFree } = element.made;
  Object.assign(element.made, { attributes, free });
  for (const name of Object.keys({ ...before, ...attributes })) {
    const always = ['on', 'own', 'checked', 'selected'].includes(name);
    if (always || !same(before[name] ?? null, attributes[name] ?? null)) set(element, name, attributes[name]);
  }
  if (!free || !wasFree) patch(element, children);
  if (attributes.on && attributes.on.patched) element.dispatchEvent(new Event('patched'));
}

const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

const heard = (event) => event.currentTarget.made.attributes.on?.[event.type]?.(event);

function set(element, name, value) {
  if (name === 'on') {
    for (const event of Object.keys(value || {})) element.addEventListener(event, heard);
  } else if (name === 'own') {
    Object.assign(element, value);
  } else if (name === 'style') {
    element.removeAttribute('style');
    for (const [property, v] of Object.entries(value || {})) element.style.setProperty(property, v);
  } else if (name !== 'key') {
    const there = value !== null && value !== undefined && value !== false;
    if (there) element.setAttribute(name, value === true ? '' : String(value));
    else element.removeAttribute(name);
    if (name === 'checked' || name === 'selected') element[name] = there;
    else if (name === 'value' && element.tagName === 'INPUT' && !element.matches(':active')) element.value = value;
  }
}
