using BotPartner.Sandbox.Wire;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Delegates at their clients: they vote, change their votes, and give kudos. A press that gets no answer is not delivered again: then it counts, or not.</summary>
internal sealed class Voters(Scene scene)
{
    private static readonly string[] Choices = ["For", "Against", "Abstain"];

    /// <summary>One of them, until it is over.</summary>
    public async Task Run(Circle circle, int delegated, ulong seed, CancellationToken over)
    {
        var dice = new Dice(seed);
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(150 + dice.Below(700), CancellationToken.None);
            if (!scene.Door.Attended && dice.Below(5) > 0)
            {
                // Who got no answer a moment ago waits a little.
                continue;
            }

            if (dice.Below(6) == 0 && !circle.Completed.IsEmpty)
            {
                var recent = circle.Completed.TakeLast(3).ToArray();
                await Applaud(recent[dice.Below(recent.Length)], delegated);
            }
            else if (circle.Open.Values.ToArray() is { Length: > 0 } open)
            {
                await Vote(open[dice.Below(open.Length)], delegated, Choices[dice.Below(Choices.Length)]);
            }
        }
    }

    private async Task Vote(Motion motion, int delegated, string choice)
    {
        if (motion.Number is not { } number)
        {
            return;
        }

        var possible = motion.Of(delegated);
        var wire = choice.ToLowerInvariant();
        if (await Press(motion.Circle, delegated, $"decision:{number:000000}|card", choice, () => possible.Tries(wire)) is not { } yes)
        {
            return;
        }

        if (scene.Count("vote", yes) && !motion.Closing)
        {
            possible.Knows(wire);
        }
    }

    private async Task Applaud(Promise promise, int delegated)
    {
        Action? turned = null;
        if (await Press(promise.Circle, delegated, $"celebration:{promise.Number:000000}|card", "👏 Well done", () => turned = promise.Kudos(delegated).Turns("yes", "no")) is { } yes
            && scene.Count("kudos", yes))
        {
            turned!();
        }
    }

    /// <summary>Presses a button on the card; whether it was acknowledged, or null if there was nothing to press.</summary>
    private async Task<bool?> Press(Circle circle, int delegated, string slot, string button, Action before)
    {
        var onTeams = delegated < circle.OnTeams.Count;
        if (scene.Board.Latest(onTeams ? circle.TeamsPlace.Key : circle.SlackPlace.Key, slot) is not { } card)
        {
            return null;
        }

        // A closed card has no buttons any more.
        if (!(onTeams ? card.InTeams!.Buttons : card.InSlack!.Buttons).Contains(button))
        {
            return null;
        }

        before();
        try
        {
            return onTeams
                ? await circle.OnTeams[delegated].Presses(card.InTeams!, button) is { Status: 200, InnerStatus: 200 }
                : (await circle.OnSlack[delegated - circle.OnTeams.Count].Presses(card.InSlack!, button)).Status == 200;
        }
        catch (InvalidOperationException)
        {
            // It was closed between the look and the press: nothing was sent, and nothing more may be known of it.
            return null;
        }
    }
}
