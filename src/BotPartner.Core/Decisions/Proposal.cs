using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.TimeZones;

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

    /// <summary>A decision lasts at least so long.</summary>
    public static readonly Duration Shortest = Duration.FromMinutes(5);

    /// <summary>A decision lasts at most so long.</summary>
    public static readonly Duration Longest = Duration.FromDays(366);

    /// <summary>Consent, half of the partners, a week.</summary>
    public static Proposal Blank { get; } = new("", Method.Consent, 50, new Deadline.In(Period.FromDays(7)));

    /// <summary>Whether the quorum asks for a ballot from each constituency.</summary>
    public bool EachConstituency { get; init; }

    /// <summary>One of <see cref="Decisions.Visibility"/>; null is open.</summary>
    public string? Visibility { get; init; }

    /// <summary>How many mandates one partner may hold; null for none at all.</summary>
    public int? MandateCap { get; init; }

    /// <summary>One of <see cref="Decisions.Electors"/>; null is partners.</summary>
    public string? Electors { get; init; }

    /// <summary>Options that were written down for a method that takes none; null if there are none.</summary>
    public string? Spare { get; init; }

    /// <summary>What its adoption changes by itself; null for nothing.</summary>
    public Matter? Matter { get; init; }

    /// <summary>What it is to be counted by.</summary>
    public Terms Terms => new(Method, QuorumPercent) { EachConstituency = EachConstituency, Visibility = Visibility, MandateCap = MandateCap, Electors = Electors };

    /// <summary>The same with what the partnership chose for all decisions, where that has a meaning: members are equal, and an
    /// anonymous ballot can neither weigh more nor be compared with another's.</summary>
    public Terms TermsIn(Partnership partnership) => Terms is { OfMembers: true } or { Anonymous: true } ? Terms : Terms with
    {
        CapPercent = partnership.WeightCap,
        Delegates = partnership.Delegates == Decisions.Delegates.MustAgree ? partnership.Delegates : null,
    };

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

        if (Spare is not null)
        {
            problems["options"] = Chat.Text.Say("propose.options.spare");
        }
        else if (Method.Problem is { } problem)
        {
            problems[Method.Rule.TakesOptions ? "options" : "method"] = problem;
        }

        if (Matter is not null && Method.Rule.TakesOptions)
        {
            problems["method"] = Chat.Text.Say("propose.matter.method");
        }

        if (Method.EachConstituency && Method.Id is not (Method.MajorityId or Method.GradientsId))
        {
            problems["each"] = Chat.Text.Say("propose.each.problem");
        }

        if (Terms is { Anonymous: true, MandateCap: not null })
        {
            problems["mandates"] = Chat.Text.Say("terms.anonymous.mandates");
        }
        else if (Terms.OfMembers && MandateCap is not null)
        {
            problems["mandates"] = Chat.Text.Say("terms.members.mandates");
        }

        if (Terms.Anonymous && Method.EachConstituency)
        {
            problems.TryAdd("each", Chat.Text.Say("terms.anonymous.constituencies"));
        }

        var closes = Closes.From(now, zone);
        if (closes < now + Shortest || closes > now + Longest)
        {
            problems["closes"] = Chat.Text.Say("propose.closes.range");
        }

        return problems;
    }
}

/// <summary>When something ends.</summary>
public abstract record Deadline
{
    private static readonly ZoneLocalMappingResolver Either = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    private Deadline()
    {
    }

    /// <summary>So long from now; days keep the local hour when clocks change.</summary>
    public sealed record In(Period Period) : Deadline;

    /// <summary>At a local date and time.</summary>
    public sealed record At(LocalDateTime Local) : Deadline;

    /// <summary>At a local time on the next such day of the week; today counts if the time is still to come.</summary>
    public sealed record On(IsoDayOfWeek Day, LocalTime Time) : Deadline;

    /// <summary>The moment of a local date and time: one that clocks skip means the moment they go on at, one that they repeat the
    /// later of the two, so that nobody is cut off sooner than a clock on the wall says.</summary>
    public static Instant Moment(LocalDateTime local, DateTimeZone zone) =>
        local.InZone(zone, Either).ToInstant();

    /// <summary>The moment it means in a zone.</summary>
    public Instant From(Instant now, DateTimeZone zone) => this switch
    {
        In { Period: { HasDateComponent: true } period } => Moment(now.InZone(zone).LocalDateTime.Plus(period), zone),
        In { Period: var period } => now + period.ToDuration(),
        At { Local: var local } => Moment(local, zone),
        On { Day: var day, Time: var time } => Next(now.InZone(zone).LocalDateTime, day, time, now, zone),
        _ => throw new InvalidOperationException("a deadline of no kind"),
    };

    /// <summary>Wire form in a form's option: <c>P7D</c> or <c>2026-12-01T18:00</c>.</summary>
    public sealed override string ToString() => this switch
    {
        In { Period: var period } => period.ToString(),
        At { Local: var local } => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(local),
        On { Day: var day, Time: var time } => $"{(int)day}T{time.Hour:00}:{time.Minute:00}",
        _ => "",
    };

    /// <summary>Reads the wire form, or null.</summary>
    public static Deadline? Parse(string wire)
    {
        if (NodaTime.Text.PeriodPattern.Roundtrip.Parse(wire) is { Success: true, Value: var period })
        {
            return new In(period);
        }

        if (wire.Length == 7 && wire[1] == 'T' && wire[0] is >= '1' and <= '7' && NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(wire[2..]) is { Success: true, Value: var time })
        {
            return new On((IsoDayOfWeek)(wire[0] - '0'), time);
        }

        return NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(wire) is { Success: true, Value: var local }
            ? new At(local)
            : null;
    }

    private static Instant Next(LocalDateTime local, IsoDayOfWeek day, LocalTime time, Instant now, DateTimeZone zone)
    {
        var first = local.Date.DayOfWeek == day ? local.Date : local.Date.Next(day);
        var moment = Moment(first.At(time), zone);
        return moment > now ? moment : Moment(first.PlusWeeks(1).At(time), zone);
    }
}
