using BotPartner.Core.Languages;

namespace BotPartner.Core.Chat;

/// <summary>The words that commands begin with, in all languages at once.</summary>
public sealed class Verbs
{
    private const int LongestHead = 200;

    private readonly List<(string Spelling, Route.Command Command)> all = [];

    /// <summary>Gathers the spellings of all commands.</summary>
    /// <exception cref="InvalidOperationException">Two commands share a spelling.</exception>
    public Verbs(IEnumerable<Route.Command> commands, Texts texts)
    {
        foreach (var command in commands)
        {
            foreach (var shown in Texts.Languages.SelectMany(l => texts.Raw($"verb.{command.Verb}", l).Split('|')))
            {
                var spelling = Words.Fold(shown);
                var taken = all.FirstOrDefault(v => v.Spelling == spelling).Command;
                if (taken is null)
                {
                    all.Add((spelling, command));
                }
                else if (taken.Verb != command.Verb)
                {
                    throw new InvalidOperationException($"the word '{shown}' is taken by both {taken.Verb} and {command.Verb}");
                }
            }
        }

        all.Sort((a, b) => b.Spelling.Length - a.Spelling.Length);
    }

    /// <summary>The command that these words begin with, and what follows it as it was typed; null if none.</summary>
    public (Route.Command Command, string Words)? Match(string typed)
    {
        // Every spelling is held against the first words: of a word without end its beginning tells enough.
        var head = typed.TrimStart();
        var words = head[..Math.Min(head.Length, LongestHead)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var (spelling, command) in all)
        {
            var count = spelling.Count(c => c == ' ') + 1;
            if (count <= words.Length && Is(Words.Fold(string.Join(' ', words.Take(count))), spelling))
            {
                return (command, After(typed, count));
            }
        }

        return null;
    }

    /// <summary>The three commands nearest to what was typed: nearest first, and where nothing is near in the order of the help.</summary>
    public IReadOnlyList<Route.Command> Nearest(string typed)
    {
        var words = Words.Fold(typed.Length > 200 ? typed[..200] : typed).Split(' ');
        return [.. all
            .Where(v => v.Command.Order is not null && v.Spelling.Length > 1)
            .Select(v => (v.Spelling, v.Command, Distance: Words.Distance(string.Join(' ', words.Take(v.Spelling.Count(c => c == ' ') + 1)), v.Spelling)))
            .GroupBy(v => v.Command.Verb)
            .Select(g => g.MinBy(v => v.Distance))
            .OrderBy(v => v.Distance * 2 > v.Spelling.Length ? int.MaxValue : v.Distance).ThenBy(v => v.Command.Order)
            .Take(3)
            .Select(v => v.Command)];
    }

    private static bool Is(string typed, string spelling) =>
        typed == spelling || (typed.StartsWith(spelling, StringComparison.Ordinal) && typed.AsSpan(spelling.Length).TrimEnd(".!?,:").IsEmpty);

    /// <summary>What follows so many words, as it was typed.</summary>
    internal static string After(string typed, int words)
    {
        var at = 0;
        for (var i = 0; i < words; i++)
        {
            while (char.IsWhiteSpace(typed[at]))
            {
                at++;
            }

            while (at < typed.Length && !char.IsWhiteSpace(typed[at]))
            {
                at++;
            }
        }

        return typed[at..].Trim();
    }
}
