using System.Text;
using BotPartner.Core.Chat;

namespace BotPartner.Teams.Inbound;

/// <summary>Takes mentions out of a text by the entities that describe them, never by looking for names.</summary>
public static class Mentions
{
    /// <summary>The text without the bot's own mention, other people's as <c>@Name</c>, and those people.</summary>
    public static (string Words, IReadOnlyList<Person> People) Read(Activity activity, string realm)
    {
        // Teams puts a non-breaking space, sometimes still as an entity, after a mention.
        var text = (activity.Text ?? "").Replace("&nbsp;", " ", StringComparison.Ordinal).Replace('\u00a0', ' ');
        var found = Find(text, activity.Entities ?? []);
        if (found.Count == 0)
        {
            return (text.Trim(), []);
        }

        var words = new StringBuilder(text.Length);
        var people = new List<Person>();
        var at = 0;
        foreach (var (start, length, who) in found)
        {
            // A tag may begin with a blank that was taken off with the bot's own mention.
            words.Append(text, at, Math.Max(0, start - at));
            at = Math.Max(at, start + length);
            if (who.Id == activity.Recipient?.Id)
            {
                // Where it stood in mid-sentence one blank is enough.
                while (at < text.Length && text[at] == ' ' && (words.Length == 0 || char.IsWhiteSpace(words[^1])))
                {
                    at++;
                }
            }
            else
            {
                var name = Bounds.Cut(who.Name ?? "", Bounds.Name);
                words.Append('@').Append(name);
                people.Add(new(Incoming.Platform, realm, who.Id!, name));
            }
        }

        return (words.Append(text, at, text.Length - at).ToString().Trim(), people);
    }

    /// <summary>More people are not mentioned at once; the others stay as they are written.</summary>
    private const int Most = 200;

    private static List<(int Start, int Length, ChannelAccount Who)> Find(string text, IReadOnlyList<Entity> entities)
    {
        var found = new List<(int Start, int Length, ChannelAccount Who)>();
        foreach (var entity in entities.Take(Most))
        {
            if (entity is not { Type: "mention", Mentioned: { Id: not null } who, Text: { Length: > 0 } tag })
            {
                continue;
            }

            // The same tag twice is two entities, one for each.
            var start = text.IndexOf(tag, StringComparison.Ordinal);
            while (start >= 0 && found.FindIndex(f => start < f.Start + f.Length && f.Start < start + tag.Length) is var taken and >= 0)
            {
                start = text.IndexOf(tag, found[taken].Start + found[taken].Length, StringComparison.Ordinal);
            }

            if (start >= 0)
            {
                found.Add((start, tag.Length, who));
            }
        }

        found.Sort((a, b) => a.Start - b.Start);
        return found;
    }
}
