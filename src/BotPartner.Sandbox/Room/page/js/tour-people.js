// Who speaks for whom, and in which language.
import { be, buttonIn, go, say, until } from "./hands.js";
import { seen } from "./room.js";
import { here, messages, newest, text, typed } from "./tour-look.js";

const guests = [["teams", "Ingrid Vik", "@BotPartner join Ministry of Water"], ["slack", "Kofi Mensah", "/partner join Nordic Water Fund"]];
const admitting = m => [...m.querySelectorAll("button")].find(b => b.textContent.startsWith("Admit "));
const asks = () => messages("teams").map(admitting).filter(Boolean).at(-1);
const joined = (start, words) => seen.said.slice(start).some(s => words.test(s.text));

// What the bot answers to this: a message that was not there before.
const answered = async (platform, words) => {
  const before = new Set(messages(platform).map(m => m.dataset.id));
  await say(platform, words);
  return text(await until(() => messages(platform).find(m => !before.has(m.dataset.id)), "The answer"));
};

export const peopleAndLanguages = {
  title: "People and languages",
  stops: [
    {
      title: "Ask to join",
      text: "Ingrid works at the Ministry of Water, and speaks for nobody yet. Be Ingrid, in Teams, and type: @BotPartner join Ministry of Water",
      watch: "Nobody speaks for a partner by saying so: its focal point is asked.",
      at: "#teams .say",
      start: () => ({ from: seen.said.length }),
      done: kept => kept.asked || (joined(kept.from, /\bjoin\b/i) && messages("teams").concat(messages("slack")).some(m => text(m).includes("You asked to speak for"))),
      play: async kept => {
        await here();
        kept.from = Infinity;
        for (const [platform, name, words] of guests) {
          await be(platform, name);
          kept.asked = !(await answered(platform, words)).includes("already");
          if (kept.asked) return;
        }

        // In a room that was rehearsed in before, everybody speaks for somebody already.
        kept.asked = true;
      },
    },
    {
      title: "Admit",
      text: "Be Anna, open her chat with BotPartner, and press Admit.",
      watch: "The guest is told, and now speaks for the partner; the vote stays with its delegate.",
      at: asks,
      start: () => ({ from: seen.pressed.length }),
      done: kept => kept.over || seen.pressed.slice(kept.from).some(p => p.label?.startsWith("Admit ") && !p.refused),
      play: async kept => {
        await be("teams", "Anna Berg");
        await go("teams", "BotPartner");
        const button = await until(asks, "Somebody who asks", 5_000).catch(() => null);
        if (button) button.click();
        else kept.over = true;
      },
    },
    {
      title: "A person’s language",
      text: "Dana’s Slack is in Spanish. Be Dana, and type: /partner ayuda",
      watch: "She alone is answered, and in her language; the commands have Spanish words, too.",
      at: "#slack .say",
      start: () => ({ from: seen.said.length }),
      done: ({ from }) => joined(from, /ayuda/i) && newest("slack", "Only visible to you", "Lo que puedo hacer"),
      play: async () => {
        await here();
        await be("slack", "Dana Reyes");
        await say("slack", "/partner ayuda");
      },
    },
    typed({
      title: "A place’s language",
      text: "What all in a channel read is in the channel’s language. As Anna, type:",
      command: () => "@BotPartner language fr",
      watch: "It answers in French at once; the Slack channel stays English.",
      start: () => ({ from: seen.said.length }),
      done: ({ from }) => joined(from, /language fr/i) && newest("teams", "Je parle français ici désormais"),
    }),
    typed({
      title: "And back",
      text: "So that the room stays readable for whoever comes next:",
      command: () => "@BotPartner language en",
      watch: "One command, at any time.",
      start: () => ({ from: seen.said.length }),
      done: ({ from }) => joined(from, /language en/i) && newest("teams", "I speak English here from now on"),
    }),
    typed({
      title: "Whose place this is",
      text: "A channel is for all partners, or the space of one group. What holds here, and in the partnership, stewards and focal points set by form or in words. As Anna, type:",
      command: () => "@BotPartner settings",
      watch: "What is for all partners comes to every place; what is for one group, only to its own.",
      start: () => ({ from: seen.said.length }),
      done: ({ from }) => joined(from, /settings/i) && newest("teams", "For whom this place is"),
    }),
    {
      title: "Now it is yours",
      text: "Be anybody, ask for “help”, reply in a thread, let a vote fail. Type it, or press it. Nothing leaves this machine.",
      at: "#slack .me",
      next: "End the tour",
    },
  ],
};
