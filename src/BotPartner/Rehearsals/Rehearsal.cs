using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Slack;
using BotPartner.Teams.Inbound;
using BotPartner.Telemetry;
using BotPartner.Workers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotPartner.Rehearsals;

/// <summary>Plays a decision through once after the start, in memory and before nobody, so that the first person does not wait until its code is
/// compiled: that takes several times as long as what they asked for. It begins when the bot is ready, and what it uses goes with it.</summary>
internal sealed partial class Rehearsal(Clock clock, TimeProvider time, ILogger<Rehearsal> log) : BackgroundService
{
    private const string Stage = "rehearsal";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly Person Player = new(SlackModule.Platform, Stage, "player", "Player") { Language = "en", TimeZone = "UTC" };
    private static readonly Place Hall = new(SlackModule.Platform, Stage, "hall", PlaceKind.Channel);
    private static readonly Place Annex = new(Incoming.Platform, Stage, "annex", PlaceKind.Channel);

    // Each opens, is voted on and closes; the last word before the closing is one of the partner's.
    private static readonly string[] Lines =
    [
        "setup Rehearsal", "partner add One as business in Europe", "partner add Two as government in Africa", "join One",
        "decide Where to meet | choose Here; There; Elsewhere | sealed | closes in 3d", "vote 1 2", "decision 1", "close 1",
        "decide Whom to ask | rank Her; Him; Them | quorum 20% | closes in 3d", "vote 2 2>1", "decisions", "close 2",
        "decide Go on | majority > 1/2 | closes in 3d", "vote 3 for: because", "help",
    ];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (clock.LastTick is null)
            {
                await Task.Delay(Look, time, stoppingToken);
            }

            await Task.Run(() => Play(time, stoppingToken), stoppingToken);
        }
#pragma warning disable CA1031 // Nothing depends on it: the first person waits a little longer.
        catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(log, failed);
        }
        catch (OperationCanceledException)
        {
            // The bot stops.
        }
    }

    /// <summary>Plays it.</summary>
    /// <returns>What was answered.</returns>
    internal static async Task<IReadOnlyList<Reply>> Play(TimeProvider time, CancellationToken cancellation)
    {
        Measures.Silent = true;
        var replies = new List<Reply>();
        await using var cast = Cast(time);
        var (router, clock, change) = (cast.GetRequiredService<Router>(), cast.GetRequiredService<Clock>(), cast.GetRequiredService<Change>());
        foreach (var line in Lines)
        {
            replies.Add(await router.Handle(new Request.Said(line) { Id = line, Person = Player, Place = Hall, At = time.Now() }, cancellation));
            await clock.Tick(cancellation);
            if (line == Lines[0])
            {
                await Annexed(change, cancellation);
            }
        }

        return replies;
    }

    /// <summary>The partnership meets on the other platform, too.</summary>
    private static async Task Annexed(Change change, CancellationToken cancellation)
    {
        if ((await change.Load(Kinds.Place, Kinds.PlaceKey(Hall), cancellation))?.State.PartnershipId is { } id)
        {
            await change.Run(
                Kinds.Partnership,
                Kinds.PartnershipKey(id),
                null,
                current => current is null ? new Verdict<Partnership>.Leave() : current with { State = current.State with { Links = [.. current.State.Links, new(Annex, "fr")] } },
                cancellation);
        }
    }

    private static ServiceProvider Cast(TimeProvider time)
    {
        var services = new ServiceCollection()
            .AddSingleton<IDocuments>(new Blackboard())
            .AddSingleton(time)
            .AddSingleton<DueSignal>()
            .AddSingleton<Change>()
            .AddSingleton<IIds, RandomIds>()
            .AddSingleton<ISender, SlackUnsent>()
            .AddSingleton<ISender, TeamsUnsent>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddWorkerParts(ClockOptions.Default);
        services.AddFeatures();

        // What is rehearsed is nobody's: not even that a place were gone is told on.
        services.RemoveAll<IPlaceReports>();
        return services.BuildServiceProvider();
    }

    [LoggerMessage(5, LogLevel.Warning, "The rehearsal after the start failed; the first to ask will wait a little longer")]
    private static partial void LogFailed(ILogger log, Exception failed);
}
