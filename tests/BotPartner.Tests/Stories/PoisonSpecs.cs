using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;
using BotPartner.Tests.House;

namespace BotPartner.Tests.Stories;

/// <summary>Somebody enters what platforms would carry out, wherever something can be entered, on both sides; and everything that the bot then
/// sends and answers, to anybody, is looked at.</summary>
public sealed class PoisonSpecs
{
    private const string Poison = "P! *b* _i_ ~s~ `c` **b** <at>All</at> [click](http://evil.example) {{DATE(2026-01-01T00:00:00Z,SHORT)}} <b>h</b> <!channel> <@U123> \u202eover";
    private const string Short = "P! *b* <at>All</at> <!here> {{DATE(1)}}";

    [Fact]
    public async Task It_does_nothing_anywhere()
    {
        await using var stage = await Stage.Set(Store.Sqlite);
        await Founded.Across(stage);
        var (teams, slack) = (stage.Teams, stage.Slack);
        var seen = new Dictionary<long, WireEntry>();
        slack.Log.Recorded += (_, _) =>
        {
            lock (seen)
            {
                foreach (var entry in slack.Log.Entries)
                {
                    seen[entry.Number] = entry;
                }
            }
        };

        // Partners and people.
        var mallory = slack.AddPerson(Short, "Nobody");
        await teams.Anna.Says(teams.General, $"@BotPartner partner add {Short} as government in Africa");
        await mallory.Commands(slack.Partnership, "/partner", $"join {Short}");
        await stage.Pass(3);
        await Founded.Admitted(stage);

        // A proposal, reasons, a statement, from both sides.
        await Founded.Put(stage, $"{Poison} | majority > 1/2 | quorum 10% | closes in 3d");
        await slack.Bo.Commands(slack.Partnership, "/partner", $"vote 1 against because {Poison}");
        await mallory.Commands(slack.Partnership, "/partner", $"vote 1 for because {Poison}");
        await teams.Anna.Says($"vote 1 against because {Poison}");
        await stage.Pass(3);
        await slack.Bo.Commands(slack.Partnership, "/partner", $"decide Where we meet | choose {Short} A; {Short} B | closes in 3d");
        await slack.Bo.Commands(slack.Partnership, "/partner", "close 1");
        await stage.Pass(3);

        // A milestone, kudos, a principle, a tension.
        await teams.Anna.Says(teams.General, $"@BotPartner milestone add {Poison} by {stage.Time.GetUtcNow().AddDays(9):yyyy-MM-dd} owner {Short}");
        await teams.Anna.Says($"milestone done 1 {Poison}");
        await mallory.Commands(slack.Partnership, "/partner", $"milestone credit 1 {Poison}");
        await mallory.Commands(slack.Partnership, "/partner", $"principle adopt {Poison}");
        await Quarrel.Raises(stage, slack.Bo, "Ministry of Water", Poison, Poison);
        await stage.Pass(3);

        // What is not understood is repeated, and everything there is is listed.
        foreach (var words in new[] { Poison, $"decide {Poison} | {Poison}", $"join {Poison}", "partners", "decisions", "decision 1", "principles", "milestones", "celebrations", "tensions", "digest", "settings", "help", $"setup {Poison}", $"role {Poison}", $"invite {Poison}" })
        {
            await mallory.Commands(slack.Partnership, "/partner", words);
            await teams.Anna.Says(words);
            await stage.Pass(2);
        }

        await mallory.OpensHome();
        await stage.Pass(3);
        Assert.Empty(stage.Errors.Lines);
        Assert.InRange(Looked(seen.Values.ToArray()), 25, int.MaxValue);
    }

    /// <summary>How many of these went out of the bot with words of theirs in them.</summary>
    private static int Looked(IReadOnlyList<WireEntry> entries)
    {
        var poisoned = 0;
        foreach (var entry in entries)
        {
            var text = entry.Direction == WireDirection.FromBot ? entry.RequestBody : entry.ResponseBody;
            if (Parsed(text) is not { } json)
            {
                continue;
            }

            poisoned += text.Contains("P!", StringComparison.Ordinal) ? 1 : 0;
            if (entry.Service == "slack")
            {
                Inert.Slack(entry.Path, Poison + Short, json);
            }
            else
            {
                Inert.Teams(entry.Path, Poison + Short, json);
            }
        }

        return poisoned;
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return text is ['{', ..] ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null; // The log cuts what is long.
        }
    }
}
