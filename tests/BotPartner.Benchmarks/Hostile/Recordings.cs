using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>Uses the bot as people do, and keeps every request: first the commands, then what their cards and forms lead to.</summary>
internal sealed class Recordings(Assembly assembly, Child bot, Sink sink)
{
    private const int MostRounds = 4;

    private static readonly string[] Commands =
    [
        "help", "hello", "thanks", "partners", "partner add Clean Water Alliance | civil-society | Africa", "decide Adopt the charter | majority > 1/2 | quorum 50% | closes in 3d", "decide", "decide Where we meet | choose Dakar; Lima; Oslo | sealed",
        "decide Whom we invite | rank A; B; C | anonymous", "décider Adopter la charte | consentement", "decisions", "decision 1", "decision 2", "vote 1 for because water matters", "vote 2", "amend 1", "extend 1 2d", "outcome 1", "record 1", "export decisions",
        "mandate", "mandate Partner 00000002", "partner weight Partner 00000001 2", "settings", "language fr", "timezone Africa/Dakar", "reminders off", "reminders on", "digest", "invite <@U00000002>", "role", "audience", "protocol", "tensions",
        "conflict-protocol They published our data without asking", "principles", "principle adopt We share data openly", "principle 1", "principle acknowledge 1", "principle revise 1", "milestones", "milestone add Survey done | 2027-01-15",
        "milestone 1", "milestone edit 1", "milestone done 1", "milestone credit 1", "milestone undo 1", "celebrations", "export celebrations", "kudos Thanks to <@U00000001>", "export me", "join Partner 00000005", "admit", "delegate", "connect", "link", "setup Another one", "nonsense that nobody knows",
    ];

    private readonly Dictionary<string, Recorded> found = [];
    private readonly List<(string Name, Recorded Recorded)> next = [];
    private readonly SlackScribe slack = new(assembly, sink.Url);
    private readonly TeamsScribe teams = new(assembly, sink.TeamsService);

    /// <summary>All that were made, by endpoint.</summary>
    public async Task<ILookup<string, Recorded>> Make()
    {
        var heard = new Heard(sink);
        heard.Begin();
        using var line = new Line(bot.Port);
        var delegates = Enumerable.Range(assembly.First, assembly.Count).ToArray();
        (int voter, string user) = (delegates[1], "U" + Names.Number(delegates[0]));
        foreach (var words in Commands)
        {
            Add("command " + words, slack.Command(assembly.Steward.User, words));
            Add("member " + words, slack.Command(user, words));
            Add("said " + words, teams.Message(voter, words));
        }

        Add("own command", slack.Command(user, "They do not answer", "/conflict-protocol"));
        Each("event", slack.Events(user, Commands.Take(20)));
        Each("shortcut", slack.Shortcuts(user).Concat(slack.Others(user)));
        Each("extension", teams.Extension(voter));
        for (var round = 0; round < MostRounds && next.Count > 0; round++)
        {
            var now = next.ToArray();
            next.Clear();
            foreach (var (name, recorded) in now)
            {
                if (await Send(line, recorded) is { } answer)
                {
                    Follow(answer, round, user, voter, name.StartsWith("extension", StringComparison.Ordinal));
                }
            }

            foreach (var body in await heard.Take())
            {
                Follow(body, round, user, voter, aside: false);
            }
        }

        Each("fixture", teams.Fixtures());
        heard.End();
        return found.OrderBy(f => f.Key, StringComparer.Ordinal).ToLookup(f => f.Value.Path, f => f.Value);
    }

    private void Follow(JsonNode body, int round, string user, int voter, bool aside)
    {
        // Those who may do more see more: every press is recorded for a delegate and for a steward.
        foreach (var (name, act) in slack.Acts(body, user).Concat(slack.Acts(body, assembly.Steward.User).Select(a => (a.Name + " by steward", a.Recorded))).Concat(teams.Acts(body, voter, aside)))
        {
            Add($"{name} {round > 1}", act);
        }
    }

    private void Each(string name, IEnumerable<Recorded> recorded)
    {
        foreach (var (one, at) in recorded.Select((r, i) => (r, i)))
        {
            Add($"{name} {at}", one);
        }
    }

    private void Add(string name, Recorded recorded)
    {
        // Who forgets or leaves is not there to be abused afterwards: that is only recorded.
        var last = name.Contains("forget", StringComparison.Ordinal) || name.Contains("leave", StringComparison.Ordinal) || name.Contains("remove", StringComparison.Ordinal) || name.Contains("unlink", StringComparison.Ordinal);
        if (found.TryAdd(name, recorded) && !last)
        {
            next.Add((name, recorded));
        }
    }

    /// <summary>Sends it as it is; the JSON of the answer, if there is some.</summary>
    private static async Task<JsonNode?> Send(Line line, Recorded recorded)
    {
        await line.Send(Honest.Of(recorded), TimeSpan.FromSeconds(10));
        try
        {
            return line.Body is [(byte)'{', ..] ? JsonNode.Parse(line.Body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Requests as they were recorded.</summary>
internal static class Honest
{
    public static Shot Of(Recorded recorded)
    {
        var body = recorded.Plain();
        var type = recorded.Carries == Carries.Json ? "application/json" : "application/x-www-form-urlencoded";
        var second = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var mac = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(Names.SigningSecret), System.Text.Encoding.UTF8.GetBytes($"v0:{second}:{body}")));
        return new(
            System.Text.Encoding.UTF8.GetBytes(
                $"POST {recorded.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {type}\r\nX-Slack-Request-Timestamp: {second}\r\nX-Slack-Signature: v0={mac}\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"),
            Whole: true);
    }
}
