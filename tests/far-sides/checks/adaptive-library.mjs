import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

const library = load();
// Teams shows six; the library's own default is five.
const host = new library.HostConfig({ actions: { maxActions: 6 } });

/** What Microsoft's own library says about a card when it parses, validates and renders it as version 1.5. */
export function* meaning({ value }) {
  const { AdaptiveCard, SerializationContext, ValidationPhase, Version } = library;
  const context = new SerializationContext(new Version(1, 5));
  const card = new AdaptiveCard();
  card.hostConfig = host;
  card.parse(structuredClone(value), context);
  for (let i = 0; i < context.eventCount; i++) {
    const event = context.getEventAt(i);
    yield `library, ${ValidationPhase[event.phase]}: ${event.message}`;
  }

  for (const { message } of card.validateProperties().validationEvents) {
    yield `library, validation: ${message}`;
  }

  if (!card.render()) {
    yield 'library: renders to nothing';
  }
}

/** The library wants a browser. */
function load() {
  const { window } = new JSDOM('<!doctype html><body></body>', { url: 'https://localhost/' });
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!(name in globalThis)) {
      Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
    }
  }

  globalThis.window = window;
  const loaded = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.min.js');
  // As shipped this expression is global, so it remembers where it was and refuses every second right value.
  const { langProperty } = loaded.CardElement;
  langProperty.regEx = new RegExp(langProperty.regEx.source, 'i');
  loaded.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const shown = window.document.createElement('p');
    shown.textContent = text;
    result.outputHtml = shown.innerHTML;
    result.didProcess = true;
  };
  return loaded;
}
