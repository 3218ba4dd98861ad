using System.Globalization;

namespace BotPartner.Core.Chat;

/// <summary>How much anybody can say at once: more than any platform lets people type, and little enough to be looked at by everything that looks at it.</summary>
public static class Bounds
{
    /// <summary>Characters of a message or of an answer in a form.</summary>
    public const int Words = 20_000;

    /// <summary>Characters of what a button or a form carries, which the bot wrote itself.</summary>
    public const int Arg = 3000;

    /// <summary>Characters of a person's or a place's name; what is longer is cut.</summary>
    public const int Name = 200;

    /// <summary>Characters of an id of a platform.</summary>
    public const int Id = 500;

    /// <summary>What is answered to a request that says too much; null for all others.</summary>
    public static Reply? Refuse(Request request)
    {
        var too = request switch
        {
            Request.Said said => said.Words.Length > Words,
            Request.Pressed pressed => Exceed(pressed.Args, Arg),
            Request.Submitted submitted => Exceed(submitted.Args, Arg) || Exceed(submitted.Values, Words),
            Request.Sought sought => sought.Words.Length > Words,
            _ => false,
        };
        return too ? Refusal.Of("refusal.too-long", ("max", Words)).ToReply() : null;
    }

    /// <summary>Words cut where they are too long, between two characters as people see them, with an ellipsis that says so.</summary>
    public static string Cut(string words, int longest)
    {
        if (words.Length <= longest)
        {
            return words;
        }

        var length = 0;
        while (StringInfo.GetNextTextElementLength(words.AsSpan(length, Math.Min(words.Length - length, longest))) is var next && length + next < longest)
        {
            length += next;
        }

        // One "character" may be without end: a letter under a heap of accents. It is cut, too, though not within a pair of surrogates.
        if (length < longest / 2)
        {
            length = char.IsHighSurrogate(words[longest - 2]) ? longest - 2 : longest - 1;
        }

        return string.Concat(words.AsSpan(0, length), "…");
    }

    private static bool Exceed(IReadOnlyDictionary<string, string> said, int most)
    {
        foreach (var (_, words) in said)
        {
            if (words.Length > most)
            {
                return true;
            }
        }

        return false;
    }
}
