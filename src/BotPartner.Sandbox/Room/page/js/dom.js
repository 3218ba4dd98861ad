// Text reaches the page only as text nodes: nothing that anybody wrote becomes markup.
export const el = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value ?? "";
    else if (value === true) node.setAttribute(name, "");
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return node;
};

export const list = value => Array.isArray(value) ? value : [];
export const isWeb = url => /^https?:\/\//i.test(url ?? "");
export const link = (url, ...label) => el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label);

let count = 0;
export const newId = prefix => `${prefix}-${++count}`;

// The first letters of the first and the last name.
export const initials = name => {
  const words = name.split(/\s+/).filter(Boolean).map(word => [...word][0].toUpperCase());
  return (words.length > 1 ? words[0] + words[words.length - 1] : words[0]) ?? "?";
};

// One of eight colours, the same for the same name; all of them are dark enough for white letters.
export const tint = name => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 8, 7);

export const face = (name, bot) => el("span", { class: `face ${bot ? "bot" : `tint-${tint(name)}`}`, "aria-hidden": "true" }, bot ? "" : initials(name));

export const clock = at => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const day = at => new Date(at).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
