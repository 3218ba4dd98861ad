namespace BotPartner.Slack.Blocks;

/// <summary>How much of a message or view is left to fill.</summary>
/// <param name="blocks">Blocks.</param>
/// <param name="text">UTF-16 units over all blocks.</param>
internal sealed class Budget(int blocks, int text)
{
    private int blocks = blocks;
    private int text = text;

    /// <summary>Slack takes about 12,000 with overhead and does not document it; so much always passes.</summary>
    public const int Text = 10_000;

    /// <summary>Blocks of a message.</summary>
    public const int Message = 50;

    /// <summary>Blocks of a view.</summary>
    public const int View = 100;

    /// <summary>Less than this is not worth beginning.</summary>
    private const int Least = 60;

    private bool told;

    /// <summary>How long a text may be that the platform limits to so much.</summary>
    public int Fit(int most) => Math.Min(most, Math.Max(0, text));

    /// <summary>Whether there is room for another block of text.</summary>
    public bool HasRoom => blocks > 0 && text >= Least;

    /// <summary>Whether it still has to be said that something was left out.</summary>
    public bool MustTell => !told;

    /// <summary>Takes a block with so much text.</summary>
    public void Take(int length)
    {
        blocks--;
        text -= length;
    }

    /// <summary>It was said that something was left out: nothing more is begun.</summary>
    public void Tell()
    {
        told = true;
        text = 0;
    }
}
