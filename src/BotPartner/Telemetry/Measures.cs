using System.Diagnostics.Metrics;

namespace BotPartner.Telemetry;

/// <summary>What the bot measures of its own work. Tags are wire names and platforms alone: never a person, a place, a document's id, or words.</summary>
internal static class Measures
{
    /// <summary>The meter of the bot's own work.</summary>
    public const string MeterName = "BotPartner";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Handled = Meter.CreateHistogram<double>(
        "botpartner.request.duration", "s", "How long it took to do what was asked for, up to the answer.");

    private static readonly Counter<long> Ballots = Meter.CreateCounter<long>(
        "botpartner.votes", "{vote}", "Ballots that were taken, or refused.");

    private static readonly Histogram<double> Sends = Meter.CreateHistogram<double>(
        "botpartner.send.duration", "s", "How long a platform took to take a post or an edit, or to refuse it.");

    private static readonly Counter<long> Posts = Meter.CreateCounter<long>(
        "botpartner.posts.sent", "{message}", "New messages that platforms took.");

    private static readonly Counter<long> Edits = Meter.CreateCounter<long>(
        "botpartner.edits.sent", "{message}", "Edits of messages that platforms took.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "botpartner.sends.retried", "{message}", "Attempts to post or edit that failed and are made again.");

    private static readonly Counter<long> Lost = Meter.CreateCounter<long>(
        "botpartner.sends.given_up", "{message}", "Posts and edits that will never arrive.");

    private static readonly Counter<long> Unanswered = Meter.CreateCounter<long>(
        "botpartner.answers.lost", "{answer}", "Direct answers that were dropped or could not be sent.");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "botpartner.due.lag", "s", "How late the clock wakes what is due.");

    private static readonly Histogram<double> Saves = Meter.CreateHistogram<double>(
        "botpartner.store.save.duration", "s", "How long a save took until it was durable, or failed.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "botpartner.store.save.failures", "{save}", "Saves that the store could not do.");

    private static readonly AsyncLocal<bool> Silence = new();

    /// <summary>Whether what is done here is only played, and nobody's.</summary>
    public static bool Silent
    {
        get => Silence.Value;
        set => Silence.Value = value;
    }

    /// <summary>Whether anybody asks for the durations of requests: what they are called costs something to find out.</summary>
    public static bool Requested => Handled.Enabled;

    public static void Request(string kind, string name, string platform, string outcome, TimeSpan took) =>
        Handled.Record(took.TotalSeconds, Tag("kind", kind), Tag("request", name), Tag("platform", platform), Tag("outcome", outcome));

    public static void Vote(string platform, bool taken) => Ballots.Add(1, Tag("platform", platform), Tag("outcome", taken ? "accepted" : "refused"));

    public static void Sent(string platform, bool isEdit, TimeSpan took, string outcome)
    {
        if (Silent)
        {
            return;
        }

        Sends.Record(took.TotalSeconds, Tag("platform", platform), Tag("way", isEdit ? "edit" : "post"), Tag("outcome", outcome));
        if (outcome == "sent")
        {
            (isEdit ? Edits : Posts).Add(1, Tag("platform", platform));
        }
        else if (outcome == "failed")
        {
            Retries.Add(1, Tag("platform", platform));
        }
    }

    /// <param name="platform">The platform's word.</param>
    /// <param name="why"><c>attempts</c>, <c>refused</c> or <c>gone</c>.</param>
    public static void GivenUp(string platform, string why) => Lost.Add(1, Tag("platform", platform), Tag("why", why));

    /// <param name="why"><c>dropped</c> or <c>failed</c>.</param>
    public static void Answer(string why) => Unanswered.Add(1, Tag("why", why));

    public static void Due(string kind, TimeSpan late)
    {
        if (!Silent)
        {
            Lag.Record(Math.Max(0, late.TotalSeconds), Tag("kind", kind));
        }
    }

    /// <param name="kind">The document's kind.</param>
    /// <param name="outcome"><c>saved</c>, <c>conflict</c> or <c>failed</c>.</param>
    /// <param name="took">How long.</param>
    public static void Save(string kind, string outcome, TimeSpan took)
    {
        Saves.Record(took.TotalSeconds, Tag("kind", kind), Tag("outcome", outcome));
        if (outcome == "failed")
        {
            Failures.Add(1, Tag("kind", kind));
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
