using System.Text;

namespace BotPartner.Teams.Inbound;

/// <summary>Gathers text as a browser lays it out: blanks run together, blocks stand on lines of their own.</summary>
internal sealed class HtmlLines
{
    private readonly StringBuilder words = new();
    private bool broken = true;
    private bool blank;

    /// <summary>Whether blanks and line breaks are kept as they are written.</summary>
    public bool Kept { get; set; }

    /// <summary>How much there is.</summary>
    public int Length => words.Length;

    /// <summary>What was added since there was so much.</summary>
    public string Since(int length) => words.ToString(Math.Min(length, words.Length), Math.Max(0, words.Length - length));

    /// <summary>Adds running text.</summary>
    public void Text(string text)
    {
        foreach (var c in text)
        {
            if (Kept && c is '\n' or ' ' or '\t')
            {
                words.Append(c);
                broken = c == '\n';
            }
            else if (char.IsWhiteSpace(c))
            {
                blank = !broken;
            }
            else if (!char.IsControl(c))
            {
                Add(c);
            }
        }
    }

    /// <summary>Adds what begins a line.</summary>
    public void Mark(string mark)
    {
        words.Append(mark);
        (broken, blank) = (true, false);
    }

    /// <summary>A line ends here.</summary>
    public void Break()
    {
        words.Append('\n');
        (broken, blank) = (true, false);
    }

    /// <summary>A new line begins here, unless it does already.</summary>
    public void Block()
    {
        if (words.Length > 0 && words[^1] != '\n')
        {
            Break();
        }

        blank = false;
    }

    /// <inheritdoc/>
    public override string ToString() => words.ToString().Trim();

    private void Add(char c)
    {
        if (blank)
        {
            words.Append(' ');
        }

        words.Append(c);
        (broken, blank) = (false, false);
    }
}
