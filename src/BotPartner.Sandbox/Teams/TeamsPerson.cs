using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>A person at their Teams client: what they do arrives at the bot as the real service would send it.</summary>
public sealed class TeamsPerson
{
    private readonly SimulatedTeams teams;
    private readonly TokenFlaws flaws;

    internal TeamsPerson(SimulatedTeams teams, TeamsAccount account, TokenFlaws flaws) => (this.teams, Account, this.flaws) = (teams, account, flaws);

    /// <summary>Who.</summary>
    public TeamsAccount Account { get; }

    /// <summary>Display name.</summary>
    public string Name => Account.Name;

    /// <summary>Their chat with the bot.</summary>
    public TeamsConversation Chat => teams.World.Personal(Account);

    /// <summary>The same person, with a wrong token.</summary>
    public TeamsPerson Forging(TokenFlaws with) => new(teams, Account, with);

    /// <summary>Adds the bot to a team, a group chat or their own chat; the bot hears of it twice.</summary>
    public Task<Delivered> Installs(TeamsConversation where) => Installation(where, added: true);

    /// <summary>Adds the bot to a team.</summary>
    public Task<Delivered> Installs(TeamsTeam team) => Installs(team.Channels[0]);

    /// <summary>Adds the bot for themselves.</summary>
    public Task<Delivered> Installs() => Installs(Chat);

    /// <summary>Removes the bot.</summary>
    public Task<Delivered> Removes(TeamsConversation where) => Installation(where, added: false);

    /// <summary>Blocks the bot in their own chat; it hears nothing of it.</summary>
    public void Blocks() => Chat.Installation.Blocked = true;

    /// <summary>Says something; <c>@Name</c> of the bot or of a person becomes a mention. In channels and group chats the bot
    /// only hears what mentions it; then this is <see cref="Delivered.Nothing"/>.</summary>
    public Task<Delivered> Says(TeamsConversation where, string text, TeamsMessage? inReplyTo = null)
    {
        var (marked, mentions, heard) = Mention(text);
        var message = teams.World.Say(where, inReplyTo?.Root, Account, new JsonObject { ["type"] = "message", ["text"] = marked });
        return where.Type == "personal" || heard
            ? teams.Deliver(teams.Activities.Said(message, mentions), flaws)
            : Task.FromResult(Delivered.Nothing);
    }

    /// <summary>Says something to the bot alone.</summary>
    public Task<Delivered> Says(string text) => Says(Chat, text);

    /// <summary>Presses the button with this title, having filled in the card's inputs (by label or id).</summary>
    public Task<TeamsAnswer> Presses(TeamsMessage message, string button, IReadOnlyDictionary<string, string>? filled = null) =>
        Press(message, Sees(message), Find(Sees(message), button), filled);

    /// <summary>Presses a button on the card that was the answer to an earlier press.</summary>
    public Task<TeamsAnswer> Presses(TeamsMessage message, JsonObject card, string button, IReadOnlyDictionary<string, string>? filled = null) =>
        Press(message, card, Find(card, button), filled);

    /// <summary>Presses the button that stands at this place among all of a card.</summary>
    public Task<TeamsAnswer> Presses(TeamsMessage message, JsonObject card, int place, IReadOnlyDictionary<string, string>? filled = null) =>
        Press(message, card, At(card, place), filled);

    /// <summary>Sends a dialog with its fields filled in (by label or id).</summary>
    public Task<TeamsAnswer> Submits(TeamsDialog dialog, IReadOnlyDictionary<string, string>? filled = null, string? button = null) =>
        Submit(dialog, Find(dialog.Card, button ?? (string?)CardReading.Actions(dialog.Card).FirstOrDefault()?["title"] ?? ""), filled);

    /// <summary>Sends a dialog by the button that stands at this place in it.</summary>
    public Task<TeamsAnswer> Submits(TeamsDialog dialog, int place, IReadOnlyDictionary<string, string>? filled = null) =>
        Submit(dialog, At(dialog.Card, place), filled);

    /// <summary>Searches with the message extension, from the message box of a conversation.</summary>
    public async Task<TeamsFound> Searches(TeamsConversation where, string words)
    {
        var value = new JsonObject
        {
            ["commandId"] = teams.Options.SearchCommand,
            ["parameters"] = new JsonArray(words.Length == 0
                ? new JsonObject { ["name"] = "initialRun", ["value"] = "true" }
                : new JsonObject { ["name"] = teams.Options.SearchParameter, ["value"] = words }),
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        };
        return TeamsFound.Read(await teams.Invoke(teams.Activities.Searched(Account, where, value), flaws));
    }

    /// <summary>Sends a card that was found, as a message of their own.</summary>
    public TeamsMessage Shares(TeamsConversation where, JsonObject card) => teams.World.Say(where, null, Account, new JsonObject
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = CardReading.ContentType, ["content"] = card.DeepClone() }),
    });

    /// <summary>Chooses a command of the message extension beside the message box of a conversation; the bot need not be there.</summary>
    public Task<TeamsAnswer> Runs(string command, TeamsConversation where) => Run(new(command, where, null));

    /// <summary>Chooses a command of the message extension from the menu of a message.</summary>
    public Task<TeamsAnswer> Runs(string command, TeamsMessage on)
    {
        ArgumentNullException.ThrowIfNull(on);
        return Run(new(command, on.Conversation, on));
    }

    private async Task<TeamsAnswer> Run(TeamsCommand command) => TeamsAnswer.Read(
        await teams.Invoke(teams.Activities.Commanded("composeExtension/fetchTask", Account, command, command.Value(teams.Options)), flaws), null, command);

    private async Task<TeamsAnswer> Submit(TeamsDialog dialog, JsonObject action, IReadOnlyDictionary<string, string>? filled)
    {
        if (dialog.Command is { } command)
        {
            var sent = command.Value(teams.Options);
            sent["data"] = Data(dialog.Card, action, filled);
            return TeamsAnswer.Read(await teams.Invoke(teams.Activities.Commanded("composeExtension/submitAction", Account, command, sent), flaws), null, command);
        }

        var source = dialog.Source ?? throw new InvalidOperationException("Nothing has opened this dialog.");
        var value = new JsonObject { ["data"] = Data(dialog.Card, action, filled), ["context"] = new JsonObject { ["theme"] = "default" } };
        var delivery = await teams.Invoke(teams.Activities.Invoke("task/submit", Account, source, value), flaws);
        return TeamsAnswer.Read(delivery, source);
    }

    /// <summary>Sees the card come into view: where it has <c>refresh</c>, their client asks by itself.</summary>
    public async Task<TeamsAnswer?> Views(TeamsMessage message) =>
        message.Card?["refresh"]?["action"] is JsonObject action ? await Execute(message, message.Card!, action, null, "automatic") : null;

    /// <summary>Sends any activity, e.g. of an unknown type; what it lacks of the envelope is filled in.</summary>
    public Task<Delivered> Sends(JsonObject activity, TeamsConversation? where = null)
    {
        var (conversation, type) = (where ?? Chat, (string?)activity["type"]);
        var full = teams.Activities.Installed(Account, conversation, added: true)[1];
        full.Remove("membersAdded");
        full["channelData"]!.AsObject().Remove("eventType");
        foreach (var (name, value) in activity)
        {
            full[name] = value?.DeepClone();
        }

        return type == "invoke" ? teams.Invoke(full, flaws) : teams.Deliver(full, flaws);
    }

    /// <summary>The card as this person sees it now.</summary>
    public JsonObject Sees(TeamsMessage message) =>
        message.Views.GetValueOrDefault(Account.Id) ?? message.Card ?? throw new InvalidOperationException("The message holds no card.");

    private async Task<Delivered> Installation(TeamsConversation where, bool added)
    {
        where.Installation.Present = added;
        where.Installation.Blocked = false;
        teams.World.Notify();
        var last = Delivered.Nothing;
        foreach (var activity in teams.Activities.Installed(Account, where, added))
        {
            last = await teams.Deliver(activity, flaws);
        }

        return last;
    }

    private async Task<TeamsAnswer> Press(TeamsMessage message, JsonObject card, JsonObject action, IReadOnlyDictionary<string, string>? filled)
    {
        if (CardReading.Kind(action) == "Action.Execute")
        {
            return await Execute(message, card, action, filled, "manual");
        }

        if (CardReading.Kind(action) != "Action.Submit")
        {
            throw new InvalidOperationException($"'{action["title"]}' is an {CardReading.Kind(action)}; it sends nothing to the bot.");
        }

        var data = Data(card, action, filled);
        if ((string?)data["msteams"]?["type"] != "task/fetch")
        {
            var submitted = await teams.Deliver(teams.Activities.Submitted(Account, message, data), flaws);
            return TeamsAnswer.Read(submitted, message);
        }

        var value = new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } };
        return TeamsAnswer.Read(await teams.Invoke(teams.Activities.Invoke("task/fetch", Account, message, value), flaws), message);
    }

    private async Task<TeamsAnswer> Execute(TeamsMessage message, JsonObject card, JsonObject action, IReadOnlyDictionary<string, string>? filled, string trigger)
    {
        var sent = new JsonObject { ["type"] = "Action.Execute", ["verb"] = action["verb"]?.DeepClone(), ["data"] = Data(card, action, filled) };
        foreach (var (name, field) in action.Where(p => p.Key is "id" or "title"))
        {
            sent[name] = field?.DeepClone();
        }

        var value = new JsonObject { ["action"] = sent, ["trigger"] = trigger };
        var answer = TeamsAnswer.Read(await teams.Invoke(teams.Activities.Invoke("adaptiveCard/action", Account, message, value), flaws), message);
        if (answer is { InnerStatus: 200, Card: { } view })
        {
            message.Views[Account.Id] = view;
            teams.World.Notify();
        }

        return answer;
    }

    private static JsonObject Find(JsonObject card, string button)
    {
        var actions = CardReading.Actions(card).ToList();
        return Alive(actions.Find(a => (string?)a["title"] == button)
            ?? throw new InvalidOperationException($"There is no button '{button}'; there are: {string.Join(", ", actions.Select(a => (string?)a["title"]))}"));
    }

    private static JsonObject At(JsonObject card, int place) =>
        Alive(CardReading.Actions(card).ElementAtOrDefault(place) ?? throw new InvalidOperationException("This button is no longer there."));

    // Seen with Microsoft's client: a field of this name kills the button without a word.
    private static JsonObject Alive(JsonObject action) => action["data"] is JsonObject data && data.ContainsKey("key")
        ? throw new InvalidOperationException($"The button '{action["title"]}' is dead: its data has a field named 'key'.")
        : action;

    private static JsonObject Data(JsonObject card, JsonObject action, IReadOnlyDictionary<string, string>? filled)
    {
        var data = action["data"]?.DeepClone() as JsonObject ?? [];
        if ((string?)action["associatedInputs"] != "none")
        {
            foreach (var (id, value) in CardReading.Fill(card, filled))
            {
                data[id] = value;
            }
        }

        return data;
    }

    private (string Marked, JsonArray Mentions, bool Heard) Mention(string text)
    {
        var mentions = new JsonArray();
        var known = teams.World.Accounts.Select(a => (a.Id, a.Name)).Prepend((teams.Activities.BotId, teams.Options.BotName));
        var heard = false;
        foreach (var (id, name) in known.Where(k => text.Contains($"@{k.Item2}", StringComparison.Ordinal)))
        {
            text = text.Replace($"@{name}", $"<at>{name}</at>");
            mentions.Add(new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name }, ["text"] = $"<at>{name}</at>" });
            heard |= id == teams.Activities.BotId;
        }

        return (text, mentions, heard);
    }
}
