using System.Text.RegularExpressions;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Owners of milestones: they promise, complete, sometimes take that back and complete again.</summary>
internal sealed partial class Promisers(Scene scene)
{
    private const int Owner = 1;

    public async Task Run(Circle circle, ulong seed, CancellationToken over)
    {
        var dice = new Dice(seed);
        while (!over.IsCancellationRequested)
        {
            var onTeams = dice.Below(2) == 0;
            var promise = new Promise(circle, scene.Token());
            scene.Promises.Enqueue(promise);
            var partner = circle.Partner(onTeams ? Owner : circle.OnTeams.Count + Owner);
            promise.Acknowledged = await scene.Heard("milestone", Say(circle, onTeams, $"milestone add Wells {promise.Token} by 2030-03-01 owner {partner}"));

            // Its number is told to who added it, and to nobody if the process dies just then.
            if (promise.Acknowledged && await Proposers.Until(() => (promise.Number = Told(circle, onTeams, promise.Token)) is not null, TimeSpan.FromSeconds(5), over))
            {
                await Complete(promise, onTeams, again: dice.Below(3) == 0);
            }

            await Proposers.Until(() => false, TimeSpan.FromMilliseconds(3000 + dice.Below(4000)), over);
        }
    }

    private async Task Complete(Promise promise, bool onTeams, bool again)
    {
        if (!await Turn(promise, onTeams, "done", "yes") || (again && !(await Turn(promise, onTeams, "undo", "no") && await Turn(promise, onTeams, "done", "yes"))))
        {
            return;
        }

        promise.Circle.Completed.Enqueue(promise);
    }

    private async Task<bool> Turn(Promise promise, bool onTeams, string verb, string done)
    {
        promise.Done.Tries(done);
        if (!await scene.Heard($"milestone {verb}", Say(promise.Circle, onTeams, $"milestone {verb} {promise.Number}")))
        {
            return false;
        }

        promise.Done.Knows(done);
        return true;
    }

    private static Task<Delivered> Say(Circle circle, bool onTeams, string words) =>
        onTeams ? circle.OnTeams[Owner].Says(words) : circle.OnSlack[Owner].Says(words);

    private int? Told(Circle circle, bool onTeams, string token)
    {
        var words = onTeams
            ? scene.Teams.Posts(circle.OnTeams[Owner].Chat).Reverse().Take(5).Select(m => m.PlainText())
            : scene.Slack.Posts(circle.OnSlack[Owner].Direct).Reverse().Take(5).Select(m => m.PlainText());
        return words.Where(w => w.Contains(token, StringComparison.Ordinal)).Select(w => Number().Match(Board.Legible(w)))
            .Where(m => m.Success).Select(m => (int?)int.Parse(m.Groups["n"].Value)).FirstOrDefault();
    }

    [GeneratedRegex(@"Milestone (?<n>\d+)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Number();
}
