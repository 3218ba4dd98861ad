using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>A person at their Slack client: what they do arrives at the bot as the real service would send it.</summary>
public sealed class SlackPerson
{
    private readonly SimulatedSlack slack;
    private readonly SlackFlaws flaws;

    internal SlackPerson(SimulatedSlack slack, SlackAccount account, SlackFlaws flaws) => (this.slack, Account, this.flaws) = (slack, account, flaws);

    /// <summary>Who.</summary>
    public SlackAccount Account { get; }

    /// <summary>Display name.</summary>
    public string Name => Account.Name;

    /// <summary>Their direct messages with the bot.</summary>
    public SlackChannel Direct => slack.Workspace.Direct(Account);

    /// <summary>Open modals, bottom first.</summary>
    public IReadOnlyList<SlackModal> Modals => slack.Workspace.Modals(Account);

    /// <summary>The modal on top, if one is open.</summary>
    public SlackModal? Modal => Modals.Count == 0 ? null : Modals[^1];

    /// <summary>The App Home that the bot published for them.</summary>
    public JsonObject? Home => HomeView?.View;

    /// <summary>The same, with what Slack adds to it.</summary>
    public SlackModal? HomeView => slack.Workspace.Home(Account);

    /// <summary>The same person, wrongly signed.</summary>
    public SlackPerson Forging(SlackFlaws with) => new(slack, Account, with);

    /// <summary>Adds the bot to a channel.</summary>
    public Task<Delivered> Invites(SlackChannel channel)
    {
        channel.Join(slack.Options.BotUserId);
        slack.Workspace.Notify();
        var ts = slack.Workspace.NextTs();
        return slack.Tell(new JsonObject
        {
            ["type"] = "member_joined_channel",
            ["user"] = slack.Options.BotUserId,
            ["channel"] = channel.Id,
            ["channel_type"] = "C",
            ["team"] = slack.Options.TeamId,
            ["inviter"] = Account.Id,
            ["event_ts"] = ts,
        }, flaws);
    }

    /// <summary>Says something; <c>@Name</c> of the bot or of a person becomes a mention. In a channel the bot hears it if it is mentioned
    /// (and, where it listens to all messages, as a message too); otherwise this is <see cref="Delivered.Nothing"/>.</summary>
    public async Task<Delivered> Says(SlackChannel channel, string text, SlackMessage? inReplyTo = null)
    {
        var (escaped, mentioned) = Mention(text);
        var message = slack.Workspace.Say(channel, Account, escaped, RichText(text), threadTs: inReplyTo is null ? null : inReplyTo.ThreadTs ?? inReplyTo.Ts);

        // No app_mention in direct messages, even with a mention.
        var answer = mentioned && channel.Person is null && channel.Has(slack.Options.BotUserId)
            ? await slack.Tell(slack.Envelopes.Said(message, mention: true), flaws)
            : Delivered.Nothing;
        if (channel.Person is not null || (slack.Options.DeliversChannelMessages && channel.Has(slack.Options.BotUserId)))
        {
            var twin = await slack.Tell(slack.Envelopes.Said(message, mention: false), flaws);
            answer = answer.Request is null ? twin : answer;
        }

        return answer;
    }

    /// <summary>Says something to the bot alone.</summary>
    public Task<Delivered> Says(string text) => Says(Direct, text);

    /// <summary>Types a slash command.</summary>
    public async Task<SlackAnswer> Commands(SlackChannel channel, string command, string text = "")
    {
        var form = slack.Envelopes.Command(Account, channel, command, Escaped(text));
        var delivery = await slack.Send("/slack/commands", form, flaws);
        if (delivery.Status != 200)
        {
            return new(delivery) { Failed = $"{command} failed with the error \"{(delivery.Status == 0 ? "operation_timeout" : "dispatch_failed")}\"" };
        }

        if (delivery.Body.Length == 0)
        {
            return new(delivery);
        }

        var json = delivery.ContentType == "application/json" ? delivery.Json : new JsonObject { ["text"] = delivery.Body };
        var blocks = json?["blocks"]?.DeepClone() as JsonArray;
        if (json is null || BlockCheck.Faults(blocks ?? [], "message").Count > 0)
        {
            return new(delivery) { Failed = $"{command} failed with the error \"dispatch_failed\"" };
        }

        var onlyMine = (string?)json["response_type"] != "in_channel";
        return new(delivery) { Message = slack.Workspace.Say(channel, null, (string?)json["text"] ?? "", blocks, onlyMine ? Account : null) };
    }

    /// <summary>Presses the button with this label on a message they see.</summary>
    public Task<SlackAnswer> Presses(SlackMessage message, string button)
    {
        if (message.OnlyFor is not null && message.OnlyFor != Account)
        {
            throw new InvalidOperationException($"{Name} does not see this message.");
        }

        var (block, element) = Find(message.Blocks, button);
        return Interact(slack.Envelopes.Pressed(Account, message, block, element));
    }

    /// <summary>Presses a button in the modal on top.</summary>
    public Task<SlackAnswer> Presses(string button, IReadOnlyDictionary<string, string>? filled = null)
    {
        var modal = Modal ?? throw new InvalidOperationException($"{Name} has no modal open.");
        var (block, element) = Find(modal.Blocks, button);
        return Interact(slack.Envelopes.PressedIn(Account, modal, block, element, SlackForm.State(modal, filled)));
    }

    /// <summary>Uses the button or menu with these ids on a message as it stood when they saw it.</summary>
    public Task<SlackAnswer> Uses(SlackMessage message, JsonArray? blocks, string blockId, string actionId, string? answer = null)
    {
        var (block, element) = BlockReading.Used(blocks, blockId, actionId);
        return Interact(slack.Envelopes.Pressed(Account, message, block, element, answer));
    }

    /// <summary>Uses the button or menu with these ids in the modal on top, or in the app's home.</summary>
    public Task<SlackAnswer> Uses(SlackModal view, string blockId, string actionId, IReadOnlyDictionary<string, string>? filled = null, string? answer = null)
    {
        var (block, element) = BlockReading.Used(view.Blocks, blockId, actionId);
        return Interact(slack.Envelopes.PressedIn(Account, view, block, element, SlackForm.State(view, filled), answer));
    }

    /// <summary>Uses a shortcut from anywhere, by its <c>callback_id</c>.</summary>
    public Task<SlackAnswer> Runs(string shortcut) => Interact(slack.Envelopes.Shortcut(Account, shortcut));

    /// <summary>Uses a shortcut from the menu of a message, by its <c>callback_id</c>.</summary>
    public Task<SlackAnswer> Runs(string shortcut, SlackMessage on) => on.OnlyFor is null
        ? Interact(slack.Envelopes.Shortcut(Account, shortcut, on))
        : throw new InvalidOperationException("What only one person sees has no such menu.");

    /// <summary>Sends the modal on top with its fields filled in (by label, block id or action id).</summary>
    public async Task<SlackAnswer> Submits(IReadOnlyDictionary<string, string>? filled = null)
    {
        var modal = Modal ?? throw new InvalidOperationException($"{Name} has no modal open.");
        var state = SlackForm.State(modal, filled);
        if (SlackForm.Missing(modal, state) is { } label)
        {
            throw new InvalidOperationException($"'{label}' is required.");
        }

        var delivery = await slack.Send("/slack/interactions", Payload(slack.Envelopes.OfView("view_submission", Account, modal, state)), flaws);
        return Follow(modal, delivery);
    }

    /// <summary>Closes the modal on top; the bot hears of it if it asked to.</summary>
    public async Task<Delivered> Closes()
    {
        var modal = Modal ?? throw new InvalidOperationException($"{Name} has no modal open.");
        slack.Workspace.Close(Account, all: false);
        return (bool?)modal.View["notify_on_close"] == true
            ? await slack.Send("/slack/interactions", Payload(slack.Envelopes.OfView("view_closed", Account, modal, [])), flaws)
            : Delivered.Nothing;
    }

    /// <summary>Opens the app's home tab.</summary>
    public Task<Delivered> OpensHome() => slack.Tell(new JsonObject
    {
        ["type"] = "app_home_opened",
        ["user"] = Account.Id,
        ["channel"] = Direct.Id,
        ["tab"] = "home",
        ["event_ts"] = slack.Workspace.NextTs(),
    }, flaws);

    /// <summary>Any other event, e.g. of an unknown type.</summary>
    public Task<Delivered> Causes(JsonObject inner) => slack.Tell(inner, flaws);

    private async Task<SlackAnswer> Interact(JsonObject payload)
    {
        var delivery = await slack.Send("/slack/interactions", Payload(payload), flaws);
        return new(delivery) { Failed = delivery.Ok ? null : "We had some trouble connecting. Try again?" };
    }

    private SlackAnswer Follow(SlackModal modal, Delivered delivery)
    {
        var trouble = new SlackAnswer(delivery) { Failed = "We had some trouble connecting. Try again?" };
        var answer = delivery.Body.Length == 0 ? new JsonObject() : delivery.Json;
        if (!delivery.Ok || answer is null || (delivery.Body.Length > 0 && delivery.ContentType != "application/json"))
        {
            return trouble;
        }

        var view = answer["view"] as JsonObject;
        switch ((string?)answer["response_action"])
        {
            case null:
                slack.Workspace.Close(Account, all: false);
                return new(delivery);
            case "clear":
                slack.Workspace.Close(Account, all: true);
                return new(delivery);
            case "errors" when answer["errors"] is JsonObject { Count: > 0 } errors:
                // Only input blocks can carry an error.
                var known = BlockReading.Inputs(modal.Blocks).Select(i => (string?)i["block_id"]).ToHashSet();
                return errors.All(e => known.Contains(e.Key)) ? new(delivery) { Errors = errors.ToDictionary(e => e.Key, e => e.Value!.ToString()) } : trouble;
            case "update" when view is not null && ViewCheck.Fault(view, "modal") is null:
                slack.Workspace.Update(modal, view);
                return new(delivery);
            case "push" when view is not null && ViewCheck.Fault(view, "modal") is null && Modals.Count < 3:
                slack.Workspace.Open(Account, view, push: true);
                return new(delivery);
            default:
                return trouble;
        }
    }

    private static Dictionary<string, string> Payload(JsonObject payload) => new() { ["payload"] = payload.ToJsonString() };

    private static (JsonObject Block, JsonObject Element) Find(JsonArray? blocks, string button)
    {
        var all = BlockReading.Buttons(blocks).ToList();
        var found = all.Find(b => BlockReading.Label(b.Element) == button);
        return found.Element is null
            ? throw new InvalidOperationException($"There is no button '{button}'; there are: {string.Join(", ", all.Select(b => BlockReading.Label(b.Element)))}")
            : found;
    }

    private (string Escaped, bool Mentioned) Mention(string text)
    {
        var escaped = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
        foreach (var person in slack.Workspace.Accounts)
        {
            escaped = escaped.Replace($"@{person.Name}", $"<@{person.Id}>");
        }

        var bot = $"<@{slack.Options.BotUserId}>";
        escaped = escaped.Replace($"@{slack.Options.BotName}", bot);
        return (escaped, escaped.Contains(bot, StringComparison.Ordinal));
    }

    // Commands are escaped only where the app asked for it; then people carry their handle.
    private string Escaped(string text) =>
        slack.Workspace.Accounts.Aggregate(text, (words, person) => words.Replace($"@{person.Name}", $"<@{person.Id}|{person.Handle}>"));

    private static JsonArray RichText(string text) => [new JsonObject
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "rich_text_section",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
        }),
    }];
}
