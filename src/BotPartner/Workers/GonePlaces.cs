using BotPartner.Core.Chat;

namespace BotPartner.Workers;

/// <summary>Reports a place that cannot be reached any more: once, until something reaches it again.</summary>
public sealed partial class GonePlaces(IEnumerable<IPlaceReports> reports, ILogger<GonePlaces> log)
{
    private readonly HashSet<string> told = [];
    private readonly Lock gate = new();

    /// <summary>False if it could not be reported.</summary>
    public async Task<bool> Tell(Place place, string reason, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!told.Add(place.Key))
            {
                return true;
            }
        }

        try
        {
            foreach (var report in reports)
            {
                await report.Gone(place, reason, cancellation);
            }

            LogGone(log, place.Platform, reason);
            return true;
        }
#pragma warning disable CA1031 // What cannot be reported now is tried again with the post; nothing else waits for it.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            Reached(place);
            LogUnreported(log, failed, place.Platform);
            return false;
        }
    }

    /// <summary>The place is there.</summary>
    public void Reached(Place place)
    {
        lock (gate)
        {
            told.Remove(place.Key);
        }
    }

    [LoggerMessage(55, LogLevel.Information, "A place on {Platform} is gone: {Reason}")]
    private static partial void LogGone(ILogger log, string platform, string reason);

    [LoggerMessage(56, LogLevel.Error, "That a place on {Platform} is gone could not be reported yet")]
    private static partial void LogUnreported(ILogger log, Exception failed, string platform);
}
