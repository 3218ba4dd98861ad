using BotPartner.Sandbox.Wire;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Stewards who put proposals, from both platforms in turns, let people vote and close them.</summary>
internal sealed class Proposers(Scene scene)
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(40);

    public async Task Run(Circle circle, ulong seed, CancellationToken over)
    {
        var dice = new Dice(seed);
        while (!over.IsCancellationRequested)
        {
            var motion = new Motion(circle, scene.Token());
            scene.Motions.Enqueue(motion);
            motion.Acknowledged = await scene.Heard("proposal", Say(circle, dice, $"decide Motion {motion.Token} | majority > 1/2 | quorum 1% | closes in 30d"));
            if (!await Until(() => scene.Board.NumberOf(motion.Token) is { } n && Everywhere(circle, n), Shown, over))
            {
                continue;
            }

            motion.Number = scene.Board.NumberOf(motion.Token);
            circle.Open[motion.Token] = motion;
            await Until(() => false, TimeSpan.FromMilliseconds(4000 + dice.Below(5000)), over);
            if (!over.IsCancellationRequested)
            {
                motion.Closing = true;
                await Close(motion, dice);
            }
        }
    }

    /// <summary>Closes it, by one of the stewards; asks again if it was never heard.</summary>
    public async Task Close(Motion motion, Dice dice)
    {
        motion.Closing = true;
        for (var tries = 0; tries < 5 && !motion.Closed; tries++)
        {
            motion.Closed = await scene.Heard("closing", Say(motion.Circle, dice, $"close {motion.Number}"));
        }

        motion.Circle.Open.TryRemove(motion.Token, out _);
    }

    private static Task<Delivered> Say(Circle circle, Dice dice, string words) =>
        dice.Below(2) == 0 ? circle.OnTeams[0].Says(words) : circle.OnSlack[0].Says(words);

    private bool Everywhere(Circle circle, int number) =>
        new[] { circle.TeamsPlace, circle.SlackPlace }.All(p => scene.Board.Latest(p.Key, $"decision:{number:000000}|card") is not null);

    /// <summary>Waits for something; false if it did not come in time.</summary>
    public static async Task<bool> Until(Func<bool> condition, TimeSpan most, CancellationToken over)
    {
        for (var since = DateTimeOffset.UtcNow; DateTimeOffset.UtcNow - since < most && !over.IsCancellationRequested;)
        {
            if (condition())
            {
                return true;
            }

            await Task.Delay(100, CancellationToken.None);
        }

        return condition();
    }
}
