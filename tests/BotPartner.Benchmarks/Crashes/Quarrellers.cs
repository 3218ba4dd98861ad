using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Somebody on Slack who raises tensions with somebody on Teams; they resolve them, step by step. What was not answered is not done again.</summary>
internal sealed class Quarrellers(Scene scene)
{
    // Nobody raises more in a week.
    private const int Each = 5;
    private static readonly TimeSpan Arrives = TimeSpan.FromSeconds(25);

    public async Task Run(Circle circle, ulong seed, CancellationToken over)
    {
        var dice = new Dice(seed);
        for (var raised = 0; raised < Each * circle.OnSlack.Count && !over.IsCancellationRequested;)
        {
            try
            {
                if (await Raises(circle, raised / Each, over) is { } quarrel)
                {
                    raised++;
                    await Resolves(quarrel, over);
                }
            }
            catch (Exception gone) when (gone is InvalidOperationException or ArgumentException)
            {
                // A card or a form that changed between the look and the press: they begin another one.
            }

            await Proposers.Until(() => false, TimeSpan.FromMilliseconds(2000 + dice.Below(3000)), over);
        }
    }

    /// <summary>Raises one; null if it did not come so far.</summary>
    private async Task<Quarrel?> Raises(Circle circle, int by, CancellationToken over)
    {
        var raiser = circle.OnSlack[by];
        await raiser.Commands(circle.InSlack, "/conflict-protocol");
        if (!await Opened(raiser, over) || raiser.Modal is not { } form)
        {
            return null;
        }

        var quarrel = new Quarrel(circle, scene.Token(), by);
        var filled = await raiser.Submits(new Dictionary<string, string>
        {
            ["with"] = Option(form.View, circle.Partner(by)),
            ["what"] = $"What happened {quarrel.Token}",
            ["need"] = "To be asked before.",
            ["urgency"] = "now",
        });
        if (filled.Status != 200 || filled.Errors.Count > 0)
        {
            return null;
        }

        scene.Quarrels.Enqueue(quarrel);
        await Step(quarrel, "raised", quarrel.Token, async _ => (await raiser.Presses("Send it")).Status == 200);
        return quarrel;
    }

    /// <summary>The other side hears, the raiser proposes, the other side agrees.</summary>
    private async Task Resolves(Quarrel quarrel, CancellationToken over)
    {
        var (raiser, other) = (quarrel.Circle.OnSlack[quarrel.By], quarrel.Circle.OnTeams[quarrel.By]);
        if (!await Shows(() => Card(other, quarrel)?.Buttons, "I have heard…", over))
        {
            return;
        }

        var hear = await other.Presses(Card(other, quarrel)!, "I have heard…");
        if (hear.Dialog is not { } hearing
            || !await Step(quarrel, "acknowledged", scene.Token(), async word => Done(await other.Submits(hearing, Words($"Heard {word}"))))
            || !await Shows(() => Card(raiser, quarrel)?.Buttons, "Propose a resolution…", over))
        {
            return;
        }

        await raiser.Presses(Card(raiser, quarrel)!, "Propose a resolution…");
        if (!await Opened(raiser, over)
            || !await Step(quarrel, "proposed", scene.Token(), async word => (await raiser.Submits(Words($"Proposed {word}"))) is { Status: 200, Errors.Count: 0 })
            || !await Shows(() => Card(other, quarrel)?.Buttons, "Agree to it…", over))
        {
            return;
        }

        var before = scene.Teams.Posts(other.Chat).Count;
        await other.Presses(Card(other, quarrel)!, "Agree to it…");
        TeamsMessage? Asked() => scene.Teams.Posts(other.Chat).Skip(before).LastOrDefault(m => m.Buttons.Contains("Yes, it is resolved"));
        if (await Proposers.Until(() => Asked() is not null, TimeSpan.FromSeconds(5), over))
        {
            await Step(quarrel, "ended", "", async _ => (await other.Presses(Asked()!, "Yes, it is resolved")) is { Status: 200, InnerStatus: 200 });
        }
    }

    private static Task<bool> Opened(SlackPerson person, CancellationToken over) => Proposers.Until(() => person.Modal is not null, TimeSpan.FromSeconds(3), over);

    private static Task<bool> Shows(Func<IReadOnlyList<string>?> buttons, string button, CancellationToken over) =>
        Proposers.Until(() => buttons()?.Contains(button) == true, Arrives, over);

    /// <summary>Whether a sent dialog was taken: a refusal, too, is an answer of 200.</summary>
    private static bool Done(TeamsAnswer answer) => answer.Status == 200 && answer.PlainText().Contains("you have heard", StringComparison.Ordinal);

    private async Task<bool> Step(Quarrel quarrel, string step, string word, Func<string, Task<bool>> act)
    {
        quarrel.Steps[step] = (word, false);
        var yes = scene.Count("tension " + step, await act(word));
        quarrel.Steps[step] = (word, yes);
        return yes;
    }

    /// <summary>All cards of a tension that its sides have.</summary>
    public static IEnumerable<Posted> Cards(Scene scene, Quarrel quarrel)
    {
        var (raiser, other) = (quarrel.Circle.OnSlack[quarrel.By], quarrel.Circle.OnTeams[quarrel.By]);
        return scene.Slack.Posts(raiser.Direct).Where(m => IsOf(quarrel, m.Revisions[0].PlainText()))
            .Select(m => new Posted(quarrel.Circle.Delegates[quarrel.Circle.OnTeams.Count + quarrel.By].Direct.Key, "", m.Ts, m.Revisions[0].At, "") { InSlack = m })
            .Concat(scene.Teams.Posts(other.Chat).Where(m => IsOf(quarrel, m.Revisions[0].PlainText()))
                .Select(m => new Posted(quarrel.Circle.Delegates[quarrel.By].Direct.Key, "", m.Id, m.Revisions[0].At, "") { InTeams = m }));
    }

    private TeamsMessage? Card(TeamsPerson person, Quarrel quarrel) => scene.Teams.Posts(person.Chat).LastOrDefault(m => IsOf(quarrel, m.PlainText()));

    private SlackMessage? Card(SlackPerson person, Quarrel quarrel) => scene.Slack.Posts(person.Direct).LastOrDefault(m => IsOf(quarrel, m.PlainText()));

    private static bool IsOf(Quarrel quarrel, string words) => Between(words) && words.Contains(quarrel.Token, StringComparison.Ordinal);

    private static bool Between(string words) => Board.Legible(words).StartsWith("Between ", StringComparison.Ordinal);

    private static Dictionary<string, string> Words(string words) => new() { ["words"] = words };

    private static string Option(JsonNode view, string label) => Options(view).First(o => o.Label.StartsWith(label, StringComparison.Ordinal)).Value;

    private static IEnumerable<(string Label, string Value)> Options(JsonNode? node) => node switch
    {
        JsonObject o when o["value"] is not null && o["text"] is JsonObject text => [($"{text["text"]}", $"{o["value"]}")],
        JsonObject o => o.SelectMany(p => Options(p.Value)),
        JsonArray list => list.SelectMany(Options),
        _ => [],
    };
}
