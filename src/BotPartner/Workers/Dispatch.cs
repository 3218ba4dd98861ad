using System.Diagnostics;
using BotPartner.Core.Chat;
using BotPartner.Telemetry;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>One attempt to send one parcel.</summary>
public sealed class Dispatch(IEnumerable<ISender> senders, Pacer pacer, GonePlaces gone, Leases leases)
{
    // So often what follows in the same place waits for a new message that did not arrive, about a minute in all: then the trouble may be the message's own.
    private const int HoldsUp = 6;
    private static readonly Duration LongestWait = Duration.FromHours(24);

    private readonly Dictionary<string, ISender> byPlatform = senders.ToDictionary(s => s.Platform);

    internal async Task<Outcome> Try(Parcel parcel)
    {
        var (place, now) = (parcel.To.Place, leases.Now);
        if (leases.IsLate(parcel.To.Lease))
        {
            return new Outcome.PutOff(parcel.To.NotBefore);
        }

        if (!byPlatform.TryGetValue(place.Platform, out var sender))
        {
            // The platform may only be switched off for a while.
            return new Outcome.PutOff(now + Backoff.Longest, "the platform is not configured");
        }

        var turn = pacer.Ask(place, parcel.Name, now);
        if (turn > now)
        {
            return new Outcome.PutOff(turn);
        }

        var (sent, broken) = await Send(sender, parcel, now);
        now = leases.Now;
        pacer.Landed(place, now);
        switch (sent)
        {
            case Sent.Done done:
                gone.Reached(place);
                return new Outcome.Sent(done.Message, now);
            case Sent.Later { After: { } wait } later:
                var until = now + (wait < Claim.EditGap ? Claim.EditGap : wait > LongestWait ? LongestWait : wait);
                pacer.Block(place, until, parcel.Name);
                return new Outcome.Failed(until, later.Reason);
            case Sent.Later later:
                return new Outcome.Failed(Again(parcel, now, broken), later.Reason);
            case Sent.Gone dead:
                return await gone.Tell(place, dead.Reason, CancellationToken.None)
                    ? new Outcome.Lost(dead.Reason)
                    : new Outcome.Failed(Again(parcel, now, broken), dead.Reason);
            case Sent.Refused refused:
                return new Outcome.Dropped(refused.Reason);
            default:
                throw new InvalidOperationException($"no outcome for {sent}");
        }
    }

    /// <summary>When it is tried again. What was put after it does not overtake it meanwhile, unless it is this message that is broken; edits can be overtaken.</summary>
    private Instant Again(Parcel parcel, Instant now, bool broken)
    {
        var until = now + Backoff.After(parcel.To.Attempts + 1, parcel.Name);
        if (!broken && parcel.Standing is null && parcel.To.Attempts < HoldsUp)
        {
            pacer.Block(parcel.To.Place, until, parcel.Name);
        }

        return until;
    }

    private async Task<(Sent Sent, bool Broken)> Send(ISender sender, Parcel parcel, Instant began)
    {
        var isEdit = parcel.Standing is not null;
        using var span = Spans.Later(isEdit ? "edit" : "post", ActivityKind.Client, parcel.Cause);
        using var timeout = leases.Patience(parcel.To.Lease);
        var (sent, broken) = await Send(sender, parcel, timeout.Token);
        var outcome = sent switch { Sent.Done => "sent", Sent.Later => "failed", Sent.Gone => "gone", _ => "refused" };
        Measures.Sent(sender.Platform, isEdit, (leases.Now - began).ToTimeSpan(), outcome);
        span?.SetTag("platform", sender.Platform).SetTag("slot", Word(parcel.Post.Slot)).SetTag("outcome", outcome);
        return (sent, broken);
    }

    /// <summary>A slot as it may be told: what comes after the colon can name somebody.</summary>
    internal static string Word(string slot) => slot.Split(':')[0];

    private static async Task<(Sent Sent, bool Broken)> Send(ISender sender, Parcel parcel, CancellationToken timeout)
    {
        try
        {
            var sending = parcel.Standing is { } standing
                ? sender.Edit(parcel.To, standing.Message, parcel.Post.Card, timeout)
                : sender.Post(parcel.To, parcel.Post.Card, parcel.Under, timeout);
            return (await sending.WaitAsync(timeout), false);
        }
        catch (OperationCanceledException)
        {
            return (new Sent.Later(null, "no answer in time"), false);
        }
#pragma warning disable CA1031 // Whatever broke in one message must not stop the others; it is tried again a bounded number of times.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            // The type alone: a message may quote what was to be sent.
            return (new Sent.Later(null, broken.GetType().Name), true);
        }
    }
}
