using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Decisions;

/// <summary>Reads what follows the number in <c>vote 12 for</c>, <c>12 object because of the cost</c>, <c>12 2,3</c> or <c>12 Lima &gt; Dakar</c>, in any language.</summary>
public sealed partial class BallotWords(Texts texts)
{
    /// <summary>What the ballot says, not yet checked, and its reason; null if it says nothing that the method knows.</summary>
    public (string Content, string? Reason)? Read(string typed, Method method)
    {
        var tokens = Tokens().Matches(typed).Select(m => (m.Value, m.Index)).ToArray();
        foreach (var choice in method.Choices.Where(c => Approval.Parse(c) is null))
        {
            foreach (var word in Texts.Languages.SelectMany(l => texts.Raw($"choice.{choice}.words", l).Split('|')).OrderByDescending(w => w.Length))
            {
                if (Begins(tokens, 0, word) is { } next)
                {
                    return (choice, Rest(typed, tokens, next));
                }
            }
        }

        return method.Rule.TakesOptions ? Options(typed, tokens, method) : null;
    }

    /// <summary>The name in <c>principle NAME</c>; null if that is not what was typed.</summary>
    public string? Principle(string typed)
    {
        var tokens = Tokens().Matches(typed).Select(m => (m.Value, m.Index)).ToArray();
        return Texts.Languages.SelectMany(l => texts.Raw("ballot.words.principle", l).Split('|'))
            .Select(w => Begins(tokens, 0, w) is { } next ? Rest(typed, tokens, next) : null)
            .FirstOrDefault(p => p is not null);
    }

    /// <summary>Options by place or name with signs between; what follows them is the reason.</summary>
    private static (string Content, string? Reason)? Options(string typed, (string Value, int Index)[] tokens, Method method)
    {
        var ranks = new List<List<int>>();
        var at = 0;
        for (var equal = false; ;)
        {
            if (Option(tokens, at, method) is not var (option, next))
            {
                return null;
            }

            if (equal)
            {
                ranks[^1].Add(option);
            }
            else
            {
                ranks.Add(new() { option });
            }

            if (next == tokens.Length || !(tokens[next].Value is "," or ";" || (method.Id == Method.RankId && tokens[next].Value is ">" or "=")))
            {
                var content = method.Id == Method.RankId ? new Ranking(ranks).ToString() : new Approval([.. ranks.Select(r => r[0])]).ToString();
                return (content, Rest(typed, tokens, next));
            }

            (equal, at) = (tokens[next].Value == "=", next + 1);
        }
    }

    /// <summary>The place of the option that is named here, the longest name first, and where it ends; null if none is.</summary>
    private static (int Option, int Next)? Option((string Value, int Index)[] tokens, int at, Method method)
    {
        foreach (var (name, place) in method.Options!.Select((o, i) => (o, i + 1)).OrderByDescending(o => o.o.Length))
        {
            if (!int.TryParse(name, out _) && Begins(tokens, at, name) is { } next)
            {
                return (place, next);
            }
        }

        return at < tokens.Length && int.TryParse(tokens[at].Value.TrimStart('#').TrimEnd('.', ':'), out var number) && number > 0 ? (number, at + 1) : null;
    }

    /// <summary>Where these words end if they begin here, or null.</summary>
    private static int? Begins((string Value, int Index)[] tokens, int at, string words)
    {
        var asked = Tokens().Matches(words).Select(m => m.Value).ToArray();
        if (tokens.Length - at < asked.Length || asked.Length == 0)
        {
            return null;
        }

        for (var i = 0; i < asked.Length; i++)
        {
            var token = Words.Fold(tokens[at + i].Value);
            if (token != Words.Fold(asked[i]) && !(i == asked.Length - 1 && token.TrimEnd(':', '.') == Words.Fold(asked[i])))
            {
                return null;
            }
        }

        return at + asked.Length;
    }

    private static string? Rest(string typed, (string Value, int Index)[] tokens, int next) =>
        next < tokens.Length && typed[tokens[next].Index..].TrimStart(',', ':', '.', ';', ' ') is { Length: > 0 } reason ? reason.Trim() : null;

    [GeneratedRegex(@"[,;>=]|[^\s,;>=]+", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Tokens();
}
