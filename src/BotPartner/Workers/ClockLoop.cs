using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>How the workers of several processes share their work.</summary>
/// <param name="Poll">How often the clock looks though nothing was announced: for what other processes saved.</param>
/// <param name="Lease">See <see cref="Leases"/>.</param>
public sealed record ClockOptions(Duration Poll, Duration Lease)
{
    /// <summary>What holds if nothing is set.</summary>
    public static ClockOptions Default { get; } = new(Duration.FromSeconds(1), Duration.FromSeconds(60));
}

/// <summary>Waits until something may be due.</summary>
public sealed class Pulse(DueSignal signal, TimeProvider time, ClockOptions options)
{
    // A burst of saves becomes one look.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Completes at the earliest announced time, or when it is time to look anyway.</summary>
    public async Task Wait(CancellationToken cancellation)
    {
        var anyway = time.Now() + options.Poll;
        await Task.Delay(Breath, time, cancellation);
        while (true)
        {
            // In this order: what is announced in between completes the task.
            var earlier = signal.Earlier;
            var now = time.Now();
            var until = signal.Earliest is { } announced && announced < anyway ? announced : anyway;
            if (until <= now)
            {
                signal.Forget(now);
                return;
            }

            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(earlier, Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((until - now).TotalMilliseconds)), time, over.Token));
            await over.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits after a failure; not for long if something is announced meanwhile, for then the store took it.</summary>
    public async Task Pause(int failures, CancellationToken cancellation)
    {
        var earlier = signal.Earlier;
        var pause = Backoff.After(failures, nameof(Pulse)).ToTimeSpan();
        await Task.Delay(pause < Least ? pause : Least, time, cancellation);
        if (pause > Least)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(earlier, Task.Delay((pause < Longest ? pause : Longest) - Least, time, over.Token));
            await over.CancelAsync();
        }
    }
}

/// <summary>Lets the clock run while the bot does.</summary>
public sealed partial class ClockLoop(Clock clock, Courier courier, Pulse pulse, ILogger<ClockLoop> log) : BackgroundService
{
    /// <summary>Takes nothing new in hand, and lets what is under way arrive.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        courier.Stop();
        await base.StopAsync(cancellationToken);
        await courier.Quiet.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                while (await clock.Look(stoppingToken) == Clock.Take)
                {
                    failures = 0;
                }

                failures = 0;
                await pulse.Wait(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The clock never stops: a store that failed will be back.
            catch (Exception failed)
#pragma warning restore CA1031
            {
                LogFailed(log, failed.Message, ++failures);
                await pulse.Pause(failures, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(63, LogLevel.Error, "The clock could not do what is due: {Reason} (failure {Count} in a row)")]
    private static partial void LogFailed(ILogger log, string reason, int count);
}
