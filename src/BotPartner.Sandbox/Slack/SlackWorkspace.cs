using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>What exists in the simulated workspace: people, channels, messages, open modals.</summary>
internal sealed class SlackWorkspace(SlackOptions options, Dice dice)
{
    private readonly Lock gate = new();
    private readonly List<SlackAccount> accounts = [];
    private readonly List<SlackChannel> channels = [];
    private readonly Dictionary<string, List<SlackModal>> modals = [];
    private readonly Dictionary<string, SlackModal> homes = [];
    private long lastTs;

    /// <summary>Something was said, edited, taken back, opened or closed.</summary>
    public event EventHandler? Changed;

    public IReadOnlyList<SlackAccount> Accounts
    {
        get
        {
            lock (gate)
            {
                return [.. accounts];
            }
        }
    }

    public IReadOnlyList<SlackChannel> Channels
    {
        get
        {
            lock (gate)
            {
                return [.. channels];
            }
        }
    }

    public SlackAccount? Account(string? id) => Accounts.FirstOrDefault(a => a.Id == id);

    public SlackChannel? Channel(string? id) => Channels.FirstOrDefault(c => c.Id == id);

    public SlackAccount AddAccount(string handle, string name, string organisation, string locale, string timeZone, string? team = null)
    {
        var account = new SlackAccount($"U{dice.Letters(10)}", handle, name, organisation) { Locale = locale, TimeZone = timeZone, Team = team };
        lock (gate)
        {
            accounts.Add(account);
        }

        return account;
    }

    public SlackChannel AddChannel(string name, IEnumerable<SlackAccount> members)
    {
        var channel = new SlackChannel($"C{dice.Letters(10)}", name, null);
        foreach (var member in members)
        {
            channel.Join(member.Id);
        }

        lock (gate)
        {
            channels.Add(channel);
        }

        return channel;
    }

    /// <summary>The one direct conversation of a person with the bot.</summary>
    public SlackChannel Direct(SlackAccount person)
    {
        lock (gate)
        {
            if (channels.Find(c => c.Person?.Id == person.Id) is { } known)
            {
                return known;
            }

            var direct = new SlackChannel($"D{dice.Letters(10)}", "directmessage", person);
            direct.Join(person.Id);
            direct.Join(options.BotUserId);
            channels.Add(direct);
            return direct;
        }
    }

    /// <summary>Seconds and microseconds, made unique.</summary>
    public string NextTs()
    {
        lock (gate)
        {
            lastTs = Math.Max(lastTs + 1, (options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            return $"{lastTs / 1_000_000}.{lastTs % 1_000_000:000000}";
        }
    }

    public SlackMessage Say(SlackChannel channel, SlackAccount? from, string text, JsonArray? blocks, SlackAccount? onlyFor = null, string? threadTs = null)
    {
        var message = new SlackMessage(NextTs(), channel, from) { OnlyFor = onlyFor, ThreadTs = threadTs };
        message.Revise(options.Time.GetUtcNow(), text, WithIds(blocks));
        channel.Add(message);
        Notify();
        return message;
    }

    /// <summary>A message of the bot with files.</summary>
    public void Share(SlackChannel channel, string comment, IReadOnlyList<SlackFile> files, string? threadTs)
    {
        var message = new SlackMessage(NextTs(), channel, null) { Files = files, ThreadTs = threadTs };
        message.Revise(options.Time.GetUtcNow(), comment, null);
        channel.Add(message);
        Notify();
    }

    public void Edit(SlackMessage message, string text, JsonArray? blocks)
    {
        message.Revise(options.Time.GetUtcNow(), text, WithIds(blocks));
        Notify();
    }

    public void Delete(SlackMessage message)
    {
        message.Deleted = true;
        Notify();
    }

    /// <summary>Bottom first.</summary>
    public IReadOnlyList<SlackModal> Modals(SlackAccount person)
    {
        lock (gate)
        {
            return modals.TryGetValue(person.Id, out var stack) ? [.. stack] : [];
        }
    }

    public SlackModal? Modal(string? viewId, string? externalId) => Accounts.SelectMany(Modals)
        .FirstOrDefault(m => m.Id == viewId || (externalId is { Length: > 0 } && (string?)m.View["external_id"] == externalId));

    /// <summary>Opens a modal, on top of those already open if it is pushed.</summary>
    public SlackModal Open(SlackAccount person, JsonObject view, bool push)
    {
        SlackModal modal;
        lock (gate)
        {
            if (!modals.TryGetValue(person.Id, out var stack))
            {
                modals[person.Id] = stack = [];
            }

            if (!push)
            {
                stack.Clear();
            }

            var id = $"V{dice.Letters(10)}";
            modal = new(id, NewHash(), Prepared(view)) { Root = stack.Count == 0 ? id : stack[0].Id, Previous = stack.Count == 0 ? null : stack[^1].Id };
            stack.Add(modal);
        }

        Notify();
        return modal;
    }

    public void Update(SlackModal modal, JsonObject view)
    {
        (modal.View, modal.Hash) = (Prepared(view), NewHash());
        Notify();
    }

    /// <summary>Closes the topmost modal, or all.</summary>
    public void Close(SlackAccount person, bool all)
    {
        lock (gate)
        {
            if (modals.TryGetValue(person.Id, out var stack) && stack.Count > 0)
            {
                stack.RemoveRange(all ? 0 : stack.Count - 1, all ? stack.Count : 1);
            }
        }

        Notify();
    }

    public SlackModal? Home(SlackAccount person)
    {
        lock (gate)
        {
            return homes.GetValueOrDefault(person.Id);
        }
    }

    public void Publish(SlackAccount person, JsonObject view)
    {
        lock (gate)
        {
            homes[person.Id] = new(homes.TryGetValue(person.Id, out var earlier) ? earlier.Id : $"V{dice.Letters(10)}", NewHash(), Prepared(view));
        }

        Notify();
    }

    /// <summary>As it was in an earlier run.</summary>
    public void Recall(SlackAccount account) => accounts.Add(account);

    /// <summary>As it was in an earlier run; newer messages get newer ids.</summary>
    public void Recall(SlackChannel channel)
    {
        channels.Add(channel);
        lastTs = Math.Max(lastTs, channel.Messages.Select(m => long.Parse(m.Ts.Replace(".", ""))).DefaultIfEmpty().Max());
    }

    public void Notify() => Changed?.Invoke(this, EventArgs.Empty);

    private string NewHash() => $"{options.Time.GetUtcNow().ToUnixTimeSeconds()}.{dice.Letters(8)}";

    private JsonObject Prepared(JsonObject view)
    {
        var copy = view.DeepClone().AsObject();
        copy["blocks"] = WithIds(copy["blocks"] as JsonArray);
        return copy;
    }

    // Slack gives an id to what has none.
    private JsonArray? WithIds(JsonArray? blocks)
    {
        var copy = blocks?.DeepClone().AsArray();
        foreach (var block in (copy ?? []).OfType<JsonObject>())
        {
            block["block_id"] ??= dice.Letters(5);
            var inner = (block["elements"] as JsonArray ?? []).Append(block["element"]).Append(block["accessory"]);
            foreach (var element in inner.OfType<JsonObject>().Where(e => (string?)block["type"] is "actions" or "input" or "section"))
            {
                element["action_id"] ??= dice.Letters(5);
            }
        }

        return copy;
    }
}
