namespace BotPartner.Tests.Slack;

internal static class Passing
{
    /// <summary>Waits for what a real socket brings about.</summary>
    public static async Task Until(Func<bool> condition)
    {
        for (var turn = 0; !condition() && turn < 1000; turn++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(condition(), "it did not come about");
    }

    /// <summary>Lets time pass until a task, which a real socket is part of, has ended.</summary>
    public static async Task PassUntil(this ManualTime time, Task ended)
    {
        for (var turn = 0; !ended.IsCompleted && turn < 400; turn++)
        {
            time.Advance(TimeSpan.FromSeconds(0.25));
            await Task.WhenAny(ended, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        Assert.True(ended.IsCompleted, "time passed in vain");
    }
}
