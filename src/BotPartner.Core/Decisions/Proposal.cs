using BotPartner.Core.Chat;
using NodaTime;

namespace BotPartner.Core.Decisions;

/// <summary>What is asked of the partners, before it is put to them.</summary>
/// <param name="Text">The proposal.</param>
/// <param name="Method">How it is counted.</param>
/// <param name="QuorumPercent">How much of the electorate must take part.</param>
/// <param name="Closes">When it closes.</param>
public sealed record Proposal(string Text, Method Method, int QuorumPercent, Deadline Closes)
{
    /// <summary>How long a proposal may be.</summary>
    public const int MaxText = 3000;

    /// <summary>Consent, half of the partners, a week.</summary>
    public static Proposal Blank { get; } = new("", Method.Consent, 50, new Deadline.In(Period.FromDays(7)));

    /// <summary>What is wrong with it, by field; empty if it can be put.</summary>
    public IReadOnlyDictionary<string, Text> Problems(Instant now, DateTimeZone zone)
    {
        var problems = new Dictionary<string, Text>();
        if (string.IsNullOrWhiteSpace(Text))
        {
            problems["text"] = Chat.Text.Say("propose.text.missing");
        }
        else if (Text.Length > MaxText)
        {
            problems["text"] = Chat.Text.Say("propose.text.long", ("length", Text.Length), ("max", MaxText));
        }

        var closes = Closes.From(now, zone);
        if (closes < now + Duration.FromMinutes(5) || closes > now + Duration.FromDays(366))
        {
            problems["closes"] = Chat.Text.Say("propose.closes.range");
        }

        return problems;
    }
}

/// <summary>When something ends.</summary>
public abstract record Deadline
{
    private Deadline()
    {
    }

    /// <summary>So long from now; days keep the local hour when clocks change.</summary>
    public sealed record In(Period Period) : Deadline;

    /// <summary>At a local date and time; a time that clocks skip means the moment they reach it.</summary>
    public sealed record At(LocalDateTime Local) : Deadline;

    /// <summary>The moment it means in a zone.</summary>
    public Instant From(Instant now, DateTimeZone zone) => this switch
    {
        In { Period: var period } => now.InZone(zone).LocalDateTime.Plus(period.HasDateComponent ? period : Period.Zero) is var local
            && period.HasDateComponent ? local.InZoneLeniently(zone).ToInstant() : now + period.ToDuration(),
        At { Local: var local } => local.InZoneLeniently(zone).ToInstant(),
        _ => throw new InvalidOperationException("a deadline of no kind"),
    };

    /// <summary>Wire form in a form's option: <c>P7D</c> or <c>2026-12-01T18:00</c>.</summary>
    public sealed override string ToString() => this switch
    {
        In { Period: var period } => period.ToString(),
        At { Local: var local } => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(local),
        _ => "",
    };

    /// <summary>Reads the wire form, or null.</summary>
    public static Deadline? Parse(string wire)
    {
        if (NodaTime.Text.PeriodPattern.Roundtrip.Parse(wire) is { Success: true, Value: var period })
        {
            return new In(period);
        }

        return NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(wire) is { Success: true, Value: var local }
            ? new At(local)
            : null;
    }
}
