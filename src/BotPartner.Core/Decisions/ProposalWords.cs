using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Decisions;

/// <summary>Reads <c>Adopt the charter | majority &gt;= 2/3 | quorum 60% | closes in 3d</c> in any language.</summary>
public sealed partial class ProposalWords(Texts texts)
{
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

        if (Span().Match(Words.Fold(when)) is { Success: true } span && int.TryParse(span.Groups["n"].Value, out var n) && n is > 0 and <= 1000)
        {
            return span.Groups["unit"].Value[0] switch
            {
                'h' => new Deadline.In(Period.FromHours(n)),
                'w' or 's' => new Deadline.In(Period.FromWeeks(n)),
                'm' => new Deadline.In(Period.FromMinutes(n)),
                _ => new Deadline.In(Period.FromDays(n)),
            };
        }

        return LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(when) is { Success: true, Value: var local }
            ? new Deadline.At(local)
            : LocalDatePattern.Iso.Parse(when) is { Success: true, Value: var date } ? new Deadline.At(date.At(new LocalTime(18, 0))) : null;
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

    [GeneratedRegex(@"^(in|dans|en|de)? ?(?<n>\d{1,4}) ?(?<unit>min|minutes?|minutos?|h|heures?|hours?|horas?|d|days?|j|jours?|dias?|w|weeks?|semaines?|semanas?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Span();
}
