namespace BotPartner.Benchmarks.Crashes;

/// <summary>The system's time, but that long waits are sixty times shorter: Slack delivers an event again at once, after one minute and after five.</summary>
internal sealed class Hasty : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime >= Long ? dueTime / 60 : dueTime, period);
}
