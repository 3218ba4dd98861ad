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
            else if (Quorum(part) is { } quorum)
            {
                proposal = proposal with { QuorumPercent = quorum };
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

        return After(part, "propose.words.majority") is { } share
            ? share.Length == 0 ? Decisions.Method.Majority(Threshold.Half)
            : Threshold.Parse(share) is { } threshold ? Decisions.Method.Majority(threshold) : null
            : null;
    }

    private int? Quorum(string part) =>
        After(part, "propose.words.quorum") is { } share && int.TryParse(share.TrimEnd('%', ' '), out var percent) && percent is >= 1 and <= 100
            ? percent
            : null;

    private Deadline? Closes(string part)
    {
        if (After(part, "propose.words.closes") is not { } when)
        {
            return null;
        }

        return times.Deadline(when)?.Deadline;
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
