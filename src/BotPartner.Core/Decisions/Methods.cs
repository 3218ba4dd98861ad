using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>Methods as a form offers them, and how they are called. A wire name says all but the options and the constituencies.</summary>
public static class Methods
{
    /// <summary>What a form offers, by wire name; what was typed beside them is offered as well.</summary>
    public static readonly IReadOnlyList<string> Offered =
    [
        Method.ConsentId, "> 1/2", ">= 2/3", ">= 3/4", "> 1/2" + All, Gradients, Gradients + Veto, Method.ChooseId, Approve, Method.RankId,
    ];

    private const string Gradients = "gradients";
    private const string Approve = "approve";
    private const string All = " all";
    private const string Veto = " veto";

    /// <summary>The wire name of a method.</summary>
    public static string Wire(Method method) => method.Id switch
    {
        Method.ConsentId or Method.RankId => method.Id,
        Method.ChooseId => method.Approvals is null or 1 ? method.Id
            : method.Approvals == method.Options?.Count ? Approve : $"{Approve} {method.Approvals}",
        Method.GradientsId => string.Concat(Gradients, method.Threshold is null ? "" : $" {method.Threshold}", method.OfElectorate ? All : "", method.Veto ? Veto : ""),
        _ => string.Concat((method.Threshold ?? Threshold.Half).ToString(), method.OfElectorate ? All : ""),
    };

    /// <summary>The method of a wire name with these options; null if it is none.</summary>
    public static Method? Parse(string wire, IReadOnlyList<string> options)
    {
        var veto = Cut(ref wire, Veto);
        var all = Cut(ref wire, All);
        return wire switch
        {
            Method.ConsentId => Method.Consent,
            Method.ChooseId => new(Method.ChooseId) { Options = options },
            Method.RankId => new(Method.RankId) { Options = options },
            Approve => new(Method.ChooseId) { Options = options, Approvals = options.Count },
            Gradients => new(Method.GradientsId) { OfElectorate = all, Veto = veto },
            _ when wire.StartsWith(Approve, StringComparison.Ordinal) && int.TryParse(wire[Approve.Length..], out var most) => new(Method.ChooseId) { Options = options, Approvals = most },
            _ when wire.StartsWith(Gradients, StringComparison.Ordinal) && Threshold.Parse(wire[Gradients.Length..]) is { } t => new(Method.GradientsId) { Threshold = t, OfElectorate = all, Veto = veto },
            _ when Threshold.Parse(wire) is { } t => Method.Majority(t) with { OfElectorate = all },
            _ => null,
        };
    }

    /// <summary>How a method is called on a card.</summary>
    /// <param name="method">Which.</param>
    /// <param name="members">Whether members vote, and not partners.</param>
    public static Text Label(Method method, bool members = false)
    {
        Text name = method.Id switch
        {
            Method.ChooseId when method.Approvals is not (null or 1) => Text.Say("method.approve", ("max", method.Approvals.Value), ("of", method.Options?.Count ?? 0)),
            Method.ChooseId => Text.Say("method.choose", ("of", method.Options?.Count ?? 0)),
            Method.RankId => Text.Say("method.rank", ("of", method.Options?.Count ?? 0)),
            _ => Short(method, members),
        };
        Text?[] parts = [name, method.Veto ? Text.Say("method.veto") : null, method.EachConstituency ? Text.Say("method.each") : null];
        return parts.OfType<Text>().ToArray() is { Length: > 1 } several
            ? new Text.Joined([.. several.SelectMany((p, i) => i == 0 ? [p] : new[] { new Text.Verbatim("; "), p })])
            : name;
    }

    /// <summary>How a wire name is called in a form, in at most 75 characters.</summary>
    public static Text Label(string wire) => wire switch
    {
        Method.ChooseId => Text.Say("propose.method.choose"),
        Approve => Text.Say("propose.method.approve"),
        Method.RankId => Text.Say("propose.method.rank"),
        _ => Parse(wire, []) switch
        {
            { Id: Method.ChooseId, Approvals: { } most } => Text.Say("propose.method.approve.most", ("max", most)),
            { Veto: true } => Text.Say("propose.method.veto"),
            { } method => Short(method),
            _ => Text.Say("method.unknown"),
        },
    };

    private static Text Short(Method method, bool members = false)
    {
        if (method.Id is not (Method.MajorityId or Method.GradientsId))
        {
            return Wording.Of(members, "method.consent");
        }

        var threshold = method.Threshold ?? Threshold.Half;
        return Wording.Of(members && method.OfElectorate, $"method.{method.Id}{(method.OfElectorate ? ".all" : "")}{(threshold.Strict ? ".more" : ".least")}", ("share", $"{threshold.Numerator}/{threshold.Denominator}"));
    }

    private static bool Cut(ref string wire, string end)
    {
        var there = wire.EndsWith(end, StringComparison.Ordinal);
        wire = there ? wire[..^end.Length] : wire;
        return there;
    }
}
