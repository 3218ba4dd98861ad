using System.Text.Json.Nodes;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Somebody on Slack who raises tensions with somebody on Teams; they resolve them, step by step. What was not answered is not done again.</summary>
internal sealed class Quarrellers(Scene scene)
{
    private const int Raiser = 2;
    private const int Other = 2;
    private static readonly TimeSpan Arrives = TimeSpan.FromSeconds(25);

    public async Task Run(Circle circle, ulong seed, CancellationToken over)
    {
        var dice = new Dice(seed);
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Quarrel(circle, over);
            }
            catch (Exception gone) when (gone is InvalidOperationException or ArgumentException)
            {
                // A card or a form that changed between the look and the press: they begin another one.
            }

            await Proposers.Until(() => false, TimeSpan.FromMilliseconds(2000 + dice.Below(3000)), over);
        }
    }

    private async Task Quarrel(Circle circle, CancellationToken over)
    {
        var (raiser, other) = (circle.OnSlack[Raiser], circle.OnTeams[Other]);
        await raiser.Commands(circle.InSlack, "/conflict-protocol");
        if (!await Proposers.Until(() => raiser.Modal is not null, TimeSpan.FromSeconds(3), over) || raiser.Modal is not { } form)
        {
            return;
        }

        var quarrel = new Quarrel(circle, scene.Token());
        var filled = await raiser.Submits(new Dictionary<string, string>
        {
            ["with"] = Option(form.View, circle.Partner(Other)),
            ["what"] = $"What happened {quarrel.Token}",
            ["need"] = "To be asked before.",
            ["urgency"] = "now",
        });
        if (filled.Status != 200 || filled.Errors.Count > 0)
        {
            return;
        }

        scene.Quarrels.Enqueue(quarrel);
        if (!await Step(quarrel, "raised", quarrel.Token, async () => (await raiser.Presses("Send it")).Status == 200)
            || !await Proposers.Until(() => Card(other, quarrel)?.Buttons.Contains("I have heard…") == true, Arrives, over))
        {
            return;
        }

        var hear = await other.Presses(Card(other, quarrel)!, "I have heard…");
        if (hear.Dialog is not { } hearing
            || !await Step(quarrel, "acknowledged", scene.Token(), async word => (await other.Submits(hearing, Words($"Heard {word}"))) is { Status: 200, Dialog: null })
            || !await Proposers.Until(() => Card(raiser, quarrel)?.Buttons.Contains("Propose a resolution…") == true, Arrives, over))
        {
            return;
        }

        await raiser.Presses(Card(raiser, quarrel)!, "Propose a resolution…");
        if (!await Proposers.Until(() => raiser.Modal is not null, TimeSpan.FromSeconds(3), over)
            || !await Step(quarrel, "proposed", scene.Token(), async word => (await raiser.Submits(Words($"Proposed {word}"))) is { Status: 200, Errors.Count: 0 })
            || !await Proposers.Until(() => Card(other, quarrel)?.Buttons.Contains("Agree to it…") == true, Arrives, over))
        {
            return;
        }

        var before = scene.Teams.Posts(other.Chat).Count;
        await other.Presses(Card(other, quarrel)!, "Agree to it…");
        TeamsMessage? asked = null;
        if (await Proposers.Until(() => (asked = scene.Teams.Posts(other.Chat).Skip(before).LastOrDefault(m => m.Buttons.Contains("Yes, it is resolved"))) is not null, TimeSpan.FromSeconds(5), over))
        {
            await Step(quarrel, "ended", "", async () => (await other.Presses(asked!, "Yes, it is resolved")) is { Status: 200, InnerStatus: 200 });
        }
    }

    private Task<bool> Step(Quarrel quarrel, string step, string word, Func<Task<bool>> act) => Step(quarrel, step, word, _ => act());

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
        var (raiser, other) = (quarrel.Circle.OnSlack[Raiser], quarrel.Circle.OnTeams[Other]);
        return scene.Slack.Posts(raiser.Direct).Where(m => IsOf(quarrel, m.Revisions[0].PlainText()))
            .Select(m => new Posted(quarrel.Circle.Delegates[quarrel.Circle.OnTeams.Count + Raiser].Direct.Key, "", m.Ts, m.Revisions[0].At, "") { InSlack = m })
            .Concat(scene.Teams.Posts(other.Chat).Where(m => IsOf(quarrel, m.Revisions[0].PlainText()))
                .Select(m => new Posted(quarrel.Circle.Delegates[Other].Direct.Key, "", m.Id, m.Revisions[0].At, "") { InTeams = m }));
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
