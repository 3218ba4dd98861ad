// Block Kit's elements: buttons and menus that act at once, inputs that are sent with a form.
import { el, isWeb, list, newId } from "./dom.js";
import { confirmed } from "./dialog.js";

const plain = text => text?.text ?? "";
const options = element => [...list(element.options), ...list(element.option_groups).flatMap(group => list(group.options))];

// use(action) does it: { block, action, answer, label }.
export const element = (block, item, use) => {
  const done = async (label, answer) => {
    if (!item.confirm || await confirmed(plain(item.confirm.title), plain(item.confirm.text), plain(item.confirm.confirm) || "Yes", plain(item.confirm.deny) || "Cancel")) {
      if (isWeb(item.url)) open(item.url, "_blank", "noopener,noreferrer");
      use({ block: block.block_id, action: item.action_id, answer, label });
    }
  };
  switch (item.type) {
    case "button":
      return el("button", { type: "button", class: item.style, "aria-label": item.accessibility_label, onclick: () => done(plain(item.text)) }, plain(item.text));
    case "image":
      return el("span", { class: "quiet" }, item.alt_text);
    case "overflow":
      return el("details", { class: "overflow" }, el("summary", { "aria-label": "More actions" }, "⋯"),
        el("div", {}, options(item).map(o => el("button", { type: "button", onclick: () => done(plain(o.text), o.value) }, plain(o.text)))));
    default: {
      const { control, read } = input(item);
      control.addEventListener("change", () => done("", read()));
      return control;
    }
  }
};

const choices = (item, type) => {
  const name = newId("choice");
  const initial = new Set([item.initial_option, ...list(item.initial_options)].map(o => o?.value));
  const group = el("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group" }, options(item).map(o => {
    const id = newId("option");
    return el("div", {}, el("input", { type, name, id, value: o.value, checked: initial.has(o.value) }),
      el("label", { for: id }, plain(o.text), o.description ? el("span", { class: "quiet" }, ` ${plain(o.description)}`) : null));
  }));
  return { control: group, read: () => [...group.querySelectorAll("input:checked")].map(i => i.value).join("|") };
};

const menu = (item, pairs, initial, empty) => {
  const select = el("select", {}, empty ? el("option", { value: "" }, plain(item.placeholder) || "Choose …") : null, pairs.map(([value, text]) => el("option", { value, selected: value === initial }, text)));
  return { control: select, read: () => select.value };
};

const box = (type, value, extra = {}) => {
  const control = el("input", { type, value, ...extra });
  return { control, read: () => control.value };
};

// An input and how to read it.
export const input = (item, people = []) => {
  switch (item.type) {
    case "plain_text_input": {
      const control = el(item.multiline ? "textarea" : "input", { rows: item.multiline ? 4 : null, maxlength: item.max_length ?? 3000, placeholder: plain(item.placeholder) || null, value: item.initial_value });
      return { control, read: () => control.value };
    }
    case "static_select": return menu(item, options(item).map(o => [o.value, plain(o.text)]), item.initial_option?.value, !item.initial_option);
    case "users_select": return menu(item, people.map(p => [p.id, p.name]), item.initial_user, !item.initial_user);
    case "radio_buttons": return choices(item, "radio");
    case "checkboxes": case "multi_static_select": return choices(item, "checkbox");
    case "datepicker": return box("date", item.initial_date);
    case "timepicker": return box("time", item.initial_time);
    case "number_input": return box("number", item.initial_value, { step: item.is_decimal_allowed ? "any" : "1", min: item.min_value, max: item.max_value });
    case "email_text_input": return box("email", item.initial_value);
    case "url_text_input": return box("url", item.initial_value);
    default: return { control: el("p", { class: "quiet" }, `[${item.type}]`), read: () => "" };
  }
};
