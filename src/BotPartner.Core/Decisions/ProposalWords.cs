using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Decisions;

/// <summary>Reads <c>Adopt the charter | majority &gt;= 2/3 | quorum 60% | closes in 3d</c> in any language.</summary>
public sealed class ProposalWords(Texts texts)
{
    private readonly TimeWords times = new(texts);

    /// <summary>What was understood, and the parts that were not, as typed.</summary>
    public (Proposal Proposal, IReadOnlyList<string> Unclear) Parse(string typed)
    {
        var parts = typed.Split('|', StringSplitOptions.TrimEntries);
        var proposal = Proposal.Blank with { Text = parts[0] };
        var unclear = new List<string>();
        foreach (var part in parts.Skip(1).Where(p => p.Length > 0))
        {
            if (Method(part) is { } method)
            {
                proposal = proposal with { Method = method };
            }
            else if (Quorum(part) is var (percent, everywhere))
            {
                proposal = proposal with { QuorumPercent = percent, EachConstituency = everywhere };
            }
            else if (Seen(part) is { } seen)
            {
                proposal = proposal with { Visibility = seen == Visibility.Open ? null : seen };
            }
            else if (After(part, "propose.words.members") is "")
            {
                proposal = proposal with { Electors = Electors.Members };
            }
            else if (After(part, "propose.words.partners") is "")
            {
                proposal = proposal with { Electors = null };
            }
            else if (After(part, "propose.words.mandates") is { } cap && int.TryParse(cap, out var held) && held is > 0 and <= ProposalForm.MostHeld)
            {
                proposal = proposal with { MandateCap = held };
            }
            else if (Approve(part) is { } most && proposal.Method.Id == Decisions.Method.ChooseId)
            {
                proposal = proposal with { Method = proposal.Method with { Approvals = most } };
            }
            else if (Closes(part) is { } closes)
            {
                proposal = proposal with { Closes = closes };
            }
            else
            {
                unclear.Add(part);
            }
        }

        return (proposal, unclear);
    }

    /// <summary>Reads <c>a text | closes in 3d</c>: for what has its method already.</summary>
    public (string Text, Deadline? Closes, IReadOnlyList<string> Unclear) Closing(string typed)
    {
        var parts = typed.Split('|', StringSplitOptions.TrimEntries);
        var read = parts.Skip(1).Where(p => p.Length > 0).Select(p => (Part: p, Closes: Closes(p))).ToArray();
        return (parts[0], read.LastOrDefault(r => r.Closes is not null).Closes, [.. read.Where(r => r.Closes is null).Select(r => r.Part)]);
    }

    private Method? Method(string part)
    {
        if (After(part, "propose.words.consent") is "")
        {
            return Decisions.Method.Consent;
        }

        if (After(part, "propose.words.majority") is { } share)
        {
            return Shared(share, Decisions.Method.Majority(Threshold.Half));
        }

        if (After(part, "propose.words.gradients") is { } gradients)
        {
            return Shared(gradients, new(Decisions.Method.GradientsId));
        }

        return After(part, "propose.words.choose") is { } options ? Choose(options)
            : After(part, "propose.words.rank") is { } ranked ? new(Decisions.Method.RankId) { Options = Listed(ranked) }
            : null;
    }

    /// <summary>What follows majority or gradients: a share, of whom, where else, and whether the lowest level is a veto.</summary>
    private Method? Shared(string typed, Method method)
    {
        for (var rest = typed.Trim(' ', ','); ;)
        {
            if (rest.Length == 0)
            {
                return method;
            }

            if (Before(rest, "propose.words.each") is { } each)
            {
                (rest, method) = (each, method with { EachConstituency = true });
            }
            else if (Before(rest, "propose.words.all") is { } all)
            {
                (rest, method) = (all, method with { OfElectorate = true });
            }
            else if (method.Id == Decisions.Method.GradientsId && Before(rest, "propose.words.veto") is { } veto)
            {
                (rest, method) = (veto, method with { Veto = true });
            }
            else
            {
                return Threshold.Parse(rest) is { } threshold ? method with { Threshold = threshold } : null;
            }
        }
    }

    /// <summary><c>A; B; C approve 2</c>: the options, and how many a ballot may approve of.</summary>
    private Method Choose(string typed)
    {
        var words = typed.Split(' ');
        for (var from = Math.Max(0, words.Length - 5); from < words.Length; from++)
        {
            if (Approve(string.Join(' ', words[from..])) is { } most)
            {
                return new(Decisions.Method.ChooseId) { Options = Listed(string.Join(' ', words[..from])), Approvals = most };
            }
        }

        return new(Decisions.Method.ChooseId) { Options = Listed(typed) };
    }

    private static string[] Listed(string typed) => typed.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private int? Approve(string part) => After(part, "propose.words.approve") is { } most && int.TryParse(most, out var number) && number > 0 ? number : null;

    private string? Seen(string part) =>
        After(part, "propose.words.open") is "" ? Visibility.Open
        : After(part, "propose.words.sealed") is "" ? Visibility.Sealed
        : After(part, "propose.words.anonymous") is "" ? Visibility.Anonymous
        : null;

    private (int Percent, bool Everywhere)? Quorum(string part)
    {
        if (After(part, "propose.words.quorum") is not { } share)
        {
            return null;
        }

        var each = Before(share, "propose.words.each");
        return int.TryParse((each ?? share).TrimEnd('%', ' '), out var percent) && percent is >= 1 and <= 100 ? (percent, each is not null) : null;
    }

    private Deadline? Closes(string part)
    {
        if (After(part, "propose.words.closes") is not { } when)
        {
            return null;
        }

        return times.Deadline(when)?.Deadline;
    }

    /// <summary>What stands before one of the catalogue's words at the end of a part, or null.</summary>
    private string? Before(string part, string key)
    {
        var tokens = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).OrderByDescending(w => w.Length))
        {
            var count = word.Split(' ').Length;
            if (tokens.Length >= count && Words.Fold(string.Join(' ', tokens.TakeLast(count))) == Words.Fold(word))
            {
                return string.Join(' ', tokens.SkipLast(count)).TrimEnd(' ', ',');
            }
        }

        return null;
    }

    /// <summary>What follows one of the catalogue's words at the beginning of a part, or null.</summary>
    private string? After(string part, string key)
    {
        foreach (var word in Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).OrderByDescending(w => w.Length))
        {
            var tokens = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var count = word.Split(' ').Length;
            if (tokens.Length >= count && Words.Fold(string.Join(' ', tokens.Take(count))) == Words.Fold(word))
            {
                return string.Join(' ', tokens.Skip(count));
            }
        }

        return null;
    }
}
