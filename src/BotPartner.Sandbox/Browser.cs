using System.ComponentModel;
using System.Diagnostics;

namespace BotPartner.Sandbox;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens a page in it; quietly does nothing where there is none.</summary>
    public static void Show(Uri page)
    {
        var start = page switch
        {
            _ when OperatingSystem.IsWindows() => new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true },
            _ when OperatingSystem.IsMacOS() => new ProcessStartInfo("open", page.AbsoluteUri),
            _ when HasScreen() => new ProcessStartInfo("xdg-open", page.AbsoluteUri) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true },
            _ => null,
        };
        if (start is null)
        {
            return;
        }

        try
        {
            Process.Start(start)?.Dispose();
        }
        catch (Exception none) when (none is Win32Exception or FileNotFoundException or InvalidOperationException)
        {
            // The address stands on the console.
        }
    }

    // Without a screen xdg-open would start a browser in the terminal.
    private static bool HasScreen() => ((string[])["DISPLAY", "WAYLAND_DISPLAY"]).Any(n => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(n)));
}
